package io.tidings.transport.lean;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.tidings.core.port.Frame;
import io.tidings.core.session.StreamSession;
import io.tidings.model.Failure;
import io.tidings.transport.ReadableFrame;
import io.tidings.transport.StreamSink;
import io.tidings.wire.SseWriter;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An event stream over HTTP/1.1: chunks out; what comes in is not looked at. Confined to its event loop. */
final class StreamConnection extends Connection implements StreamSink {
    /** Until the connection is taken over. */
    private @Nullable Opening opening;

    private @Nullable StreamSession session;
    /** Signs of life that have not left. */
    private int unread;

    /** What is needed only as long as Vert.x has the connection. */
    private static final class Opening {
        private final Exchange exchange;
        private final Buffer gathered = Buffer.buffer();
        private boolean served;
        private boolean closed;

        private Opening(Exchange exchange) {
            this.exchange = exchange;
        }
    }

    StreamConnection(Terms terms, Exchange exchange) {
        super(terms);
        opening = new Opening(exchange);
    }

    @Override
    @Nullable
    StreamSession session() {
        return session;
    }

    @Override
    public void serve(StreamSession opened) {
        session = opened;
        if (opening == null) return;
        opening.served = true;
        opening.exchange.takeOver(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        Opening before = opening;
        opening = null;
        if (before == null) return;
        if (before.gathered.length() > 0) write(Chunk.of(before.gathered.getBytes()));
        if (before.closed) end();
        else flush();
    }

    @Override
    public void write(Frame frame) {
        if (opening == null) super.write(frame);
        else write(((ReadableFrame) frame).bytes());
    }

    @Override
    public void write(byte[] bytes) {
        if (opening == null) write(Chunk.of(bytes));
        else opening.gathered.appendBytes(bytes);
    }

    @Override
    public long pendingBytes() {
        return opening == null ? super.pendingBytes() : opening.gathered.length();
    }

    /**
     * A comment. Nobody answers it, so a client that is gone is found by what does not leave: one that has not read for so long
     * as Quarkus lets a connection be idle is cut off.
     */
    @Override
    public void ping() {
        if (opening != null) return;
        if (unread >= terms.mostUnread()) {
            cut();
            return;
        }
        unread++;
        writeAndFlush(Chunk.of(SseWriter.comment()), left -> unread--);
    }

    @Override
    public void close(Failure why) {
        if (opening == null) end();
        else if (opening.served) opening.closed = true;
        else opening.exchange.end(opening.gathered);
    }

    @Override
    public void cut() {
        if (opening == null) super.cut();
        else opening.exchange.cut();
    }

    private void end() {
        write(Chunk.end());
        endOutput();
        expectEnd();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }
}
