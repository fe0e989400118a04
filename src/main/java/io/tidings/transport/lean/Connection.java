package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.core.session.WritingSession;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection that was taken over: the only handler of its pipeline but for TLS. Confined to its event loop, which is the
 * lane of its session.
 *
 * <p>INVARIANT: a buffer that comes in is released here, and one that goes out by Netty, whatever becomes of the connection.
 */
abstract class Connection extends ChannelInboundHandlerAdapter implements Sink {
    private static final Logger LOG = Logger.getLogger(Connection.class);

    final Terms terms;
    private @Nullable ChannelHandlerContext context;

    Connection(Terms terms) {
        this.terms = terms;
    }

    /** The session that this connection serves; null when there is none, yet or at all. */
    abstract @Nullable WritingSession session();

    /** Whether the connection was taken over. */
    final boolean isAttached() {
        return context != null;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        added.channel().config().setWriteBufferWaterMark(terms.mark());
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        WritingSession session = session();
        if (session != null && ctx.channel().isWritable()) session.onWritable();
    }

    /** Reads what has come, and releases it. */
    @Override
    public abstract void channelRead(ChannelHandlerContext ctx, Object message);

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        onGone();
    }

    /** The client has gone, perhaps before the connection was taken over. */
    final void onGone() {
        WritingSession session = session();
        if (session != null) session.onClosed();
    }

    /** The client has ended its side of a stream, and still hears what was said before, such as the answer to its Close. */
    final void onInputEnded() {
        onGone();
        expectEnd();
        endOutput();
    }

    /** The peer's doing, or the network's: nothing of ours throws into the pipeline. */
    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        WritingSession session = session();
        LOG.debugf(
                "a connection has failed: session=%s exception=%s",
                session == null ? "none" : session.name(), failure.getClass().getName());
        ctx.close();
    }

    @Override
    public void write(Frame frame) {
        write(((DirectFrame) frame).forOneWrite());
    }

    /** Writes bytes, and lets go of them. */
    final void write(ByteBuf bytes) {
        if (context == null) bytes.release();
        else context.write(bytes, context.voidPromise());
    }

    /** Writes bytes, lets go of them, and tells when they have left or never will. */
    final void writeAndFlush(ByteBuf bytes, ChannelFutureListener left) {
        if (context == null) bytes.release();
        else context.writeAndFlush(bytes).addListener(left);
    }

    @Override
    public final void flush() {
        if (context != null) context.flush();
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer waiting =
                context == null ? null : context.channel().unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** Whether so little waits to leave that an answer which nobody accounts for may be added. */
    final boolean hasRoom() {
        return context != null && context.channel().isWritable();
    }

    @Override
    public void cut() {
        if (context != null) context.close();
    }

    /** From now on the client has some time to end its side: it may be gone, or stay for spite. */
    final void expectEnd() {
        if (context == null) return;
        ChannelHandlerContext ctx = context;
        ScheduledFuture<?> deadline =
                ctx.executor().schedule(() -> ctx.close(), terms.endMillis(), TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener(closed -> deadline.cancel(false));
    }

    /**
     * Ends our side when all that was written has left. The client's side stays open: to close a socket with bytes unread would
     * reset it, and the last words could be lost.
     */
    final void endOutput() {
        if (context == null) return;
        ChannelHandlerContext ctx = context;
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> shutDown(ctx));
    }

    private static void shutDown(ChannelHandlerContext ctx) {
        Channel channel = ctx.channel();
        if (!channel.isActive()) return;
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) tls.closeOutbound();
        else if (channel instanceof DuplexChannel duplex) duplex.shutdownOutput();
        else if (channel instanceof StreamChannel stream) stream.endOutput();
        else channel.close();
    }
}
