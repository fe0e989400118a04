package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a stream goes on that had to wait, on a connection of Netty's whose tasks and flushes are run by hand. */
class StreamChannelTest {
    private static final int STREAM = 1;
    private static final int WINDOW = Http2CodecUtil.DEFAULT_WINDOW_SIZE;
    private static final int WHOLE_CONNECTION = 0;
    private static final String MORE = "more";

    private final Http2ConnectionHandler http2 = new Http2ConnectionHandlerBuilder()
            .server(true)
            .frameListener(new Http2FrameAdapter())
            .build();
    private final EmbeddedChannel parent = new EmbeddedChannel(http2);
    private StreamChannel channel;

    @BeforeEach
    void open() throws Http2Exception {
        ExtendedConnects.offer(http2, parent.pipeline().context(http2));
        parent.writeInbound(Http2CodecUtil.connectionPrefaceBuf(), settings());
        parent.writeInbound(windowUpdate(WHOLE_CONNECTION, 10 * WINDOW));
        http2.connection().remote().createStream(STREAM, false);
        ExtendedConnects connects = (ExtendedConnects) http2.decoder().frameListener();
        channel = new StreamChannel(parent, connects, STREAM, untouched());
        connects.attach(STREAM, channel);
        parent.eventLoop().register(channel);
        parent.runPendingTasks();
        sent();
    }

    @AfterEach
    void close() {
        parent.finishAndReleaseAll();
    }

    /** The stream's end is not looked at here. */
    private static HttpServerResponse untouched() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                StreamChannelTest.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("closed")) return true;
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A frame without flags, up to its payload. */
    private static ByteBuf head(int length, byte type, int stream) {
        return Unpooled.buffer()
                .writeMedium(length)
                .writeByte(type)
                .writeByte(0)
                .writeInt(stream);
    }

    private static ByteBuf settings() {
        return head(0, Http2FrameTypes.SETTINGS, WHOLE_CONNECTION);
    }

    private static ByteBuf initialWindow(int size) {
        return head(Short.BYTES + Integer.BYTES, Http2FrameTypes.SETTINGS, WHOLE_CONNECTION)
                .writeShort(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE)
                .writeInt(size);
    }

    private static ByteBuf windowUpdate(int stream, int increment) {
        return head(Integer.BYTES, Http2FrameTypes.WINDOW_UPDATE, stream).writeInt(increment);
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    private static ByteBuf more() {
        return Unpooled.wrappedBuffer(MORE.getBytes(US_ASCII));
    }

    private void write(ByteBuf message) {
        channel.writeAndFlush(message);
    }

    /** What has left for the client since it was last asked. */
    private String sent() {
        StringBuilder sent = new StringBuilder();
        for (ByteBuf each = parent.readOutbound(); each != null; each = parent.readOutbound()) {
            sent.append(each.toString(US_ASCII));
            each.release();
        }
        return sent.toString();
    }

    private void fillTheWindow() {
        write(bytes(WINDOW));
        parent.runPendingTasks();
        sent();
        write(more());
        parent.runPendingTasks();
        assertThat(sent()).doesNotContain(MORE);
    }

    @Test
    void goesOnWhenItsWindowGrows() {
        // Given
        fillTheWindow();
        // When
        parent.writeInbound(windowUpdate(STREAM, WINDOW));
        // Then
        assertThat(sent()).contains(MORE);
        assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isZero();
    }

    @Test
    void goesOnWhenAllWindowsGrow() {
        // Given
        fillTheWindow();
        // When
        parent.writeInbound(initialWindow(2 * WINDOW));
        // Then
        assertThat(sent()).contains(MORE);
    }

    /** RACE: the socket was full and has room again before Netty tells of either, as it does over TLS; nobody hears of a window that grew meanwhile. */
    @Test
    void goesOnThoughTheSocketWasFullWhenItsWindowGrew() {
        // Given
        fillTheWindow();
        ChannelOutboundBuffer socket = parent.unsafe().outboundBuffer();
        socket.setUserDefinedWritability(1, false);
        assertThat(parent.isWritable()).isFalse();
        // When
        parent.pipeline().fireChannelRead(windowUpdate(STREAM, WINDOW));
        socket.setUserDefinedWritability(1, true);
        parent.runPendingTasks();
        // Then
        assertThat(sent()).contains(MORE);
    }

    @Test
    void goesOnWhenAllHasLeftThoughLessThanThatFitsTheWindow() {
        // Given
        write(bytes(WINDOW - 10_000));
        write(bytes(WINDOW - 10_000));
        write(more());
        parent.runPendingTasks();
        assertThat(sent()).doesNotContain(MORE);
        // When
        parent.writeInbound(windowUpdate(STREAM, WINDOW - 15_000));
        parent.runPendingTasks();
        // Then
        assertThat(sent()).contains(MORE);
    }

    @Test
    void givesTheStreamNothingMoreOnceItsWindowIsSpokenFor() {
        // Given
        ByteBuf last = bytes(WINDOW);
        // When
        write(bytes(WINDOW - 1));
        write(bytes(WINDOW));
        write(last);
        // Then
        assertThat(last.refCnt()).isOne();
    }

    @Test
    void givesTheStreamNoMoreThanSomeWhateverItsWindow() {
        // Given
        parent.writeInbound(windowUpdate(STREAM, 8 * WINDOW));
        ByteBuf last = bytes(WINDOW);
        // When
        write(bytes(WINDOW));
        write(last);
        // Then
        assertThat(last.refCnt()).isOne();
        parent.runPendingTasks();
        assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isZero();
    }
}
