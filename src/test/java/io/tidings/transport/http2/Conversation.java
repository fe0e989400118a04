package io.tidings.transport.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.tidings.client.Http2Client;
import io.tidings.transport.Patience;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One stream, frame by frame: what the client says, and what the service has said so far. */
final class Conversation extends ChannelInboundHandlerAdapter {
    private final ByteBuf body = Unpooled.buffer();
    private final Http2StreamChannel stream;
    private volatile @Nullable Http2Headers answer;
    private volatile boolean ended;
    private volatile long reset = -1;

    Conversation(Http2Client client, Http2Headers headers) {
        this(client, headers, false);
    }

    /** @param ending whether the client has nothing more to say */
    Conversation(Http2Client client, Http2Headers headers, boolean ending) {
        stream = client.open(headers, ending, this);
    }

    @Override
    public synchronized void channelRead(ChannelHandlerContext ctx, Object frame) {
        if (frame instanceof Http2HeadersFrame head) {
            answer = head.headers();
            ended = head.isEndStream();
        } else if (frame instanceof Http2DataFrame data) {
            body.writeBytes(data.content());
            ended = data.isEndStream();
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Http2ResetFrame end) reset = end.errorCode();
        ReferenceCountUtil.release(event);
    }

    Conversation send(byte... bytes) {
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)));
        return this;
    }

    /** Ends the client's side. */
    void end() {
        stream.writeAndFlush(new DefaultHttp2DataFrame(true));
    }

    /** Resets the stream. */
    void reset() {
        stream.close();
    }

    /** Gives the service no more room, until {@link #readOn}. */
    void stopReading() {
        stream.config().setAutoRead(false);
    }

    void readOn() {
        stream.config().setAutoRead(true);
    }

    /** The answer's status, as soon as it is there. */
    int status() {
        await(() -> answer != null);
        return Integer.parseInt(Objects.requireNonNull(answer().status()).toString());
    }

    Http2Headers answer() {
        return Objects.requireNonNull(answer, "no answer yet");
    }

    /** All that the service has said. */
    synchronized byte[] bytes() {
        return ByteBufUtil.getBytes(body);
    }

    String text() {
        return new String(bytes(), UTF_8);
    }

    Conversation await(String said) {
        await(() -> text().contains(said));
        return this;
    }

    /** Waits until the service has ended its side. */
    void awaitEnd() {
        await(() -> ended);
    }

    boolean hasEnded() {
        return ended;
    }

    /** With what error the service has reset the stream, as soon as it has. */
    long awaitReset() {
        await(() -> reset >= 0);
        return reset;
    }

    boolean isReset() {
        return reset >= 0;
    }

    /** Whether nothing more can be said on the stream, on either side. */
    boolean isOver() {
        return !stream.isActive();
    }

    private static void await(Callable<Boolean> condition) {
        Patience.await().pollInterval(Duration.ofMillis(5)).until(condition);
    }
}
