package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection of HTTP/1.1 from Vert.x when it answers a request. Vert.x finishes the exchange as ever, so that metrics,
 * the access log and its own bookkeeping are right, but only the answer's head leaves; then the connection gets one handler in
 * place of all others, and nothing of the request is kept. Confined to the connection's event loop.
 */
final class Takeover extends ChannelDuplexHandler {
    /** Where Vert.x reads requests. */
    private static final String DECODER = "httpDecoder";

    private final Connection next;
    private final Runnable begun;
    /** What the client sent behind its request. */
    private final List<ByteBuf> early = new ArrayList<>(1);

    private @Nullable ByteBuf head;

    private Takeover(Connection next, Runnable begun) {
        this.next = next;
        this.begun = begun;
    }

    /**
     * Ends the exchange of a request, and gives its connection to another handler, later.
     *
     * @param request of HTTP/1.1; status and headers of its response are set
     * @param begun runs when the other handler is there, unless the client has gone
     */
    static void take(RoutingContext request, Connection next, Runnable begun) {
        ChannelHandlerContext vertx = ((ConnectionBase) request.request().connection()).channelHandlerContext();
        if (!vertx.channel().isActive()) {
            next.onGone();
            return;
        }
        ChannelPipeline pipeline = vertx.pipeline();
        Takeover takeover = new Takeover(next, begun);
        pipeline.addBefore(vertx.name(), null, takeover);
        pipeline.addAfter(DECODER, null, takeover.new Catcher());
        // What it has read beyond the request goes to the catcher.
        pipeline.remove(DECODER);
        request.response().end();
        vertx.executor().execute(() -> takeover.finish(pipeline));
    }

    /** Keeps what the client sends meanwhile. */
    private final class Catcher extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes) early.add(bytes);
            else ctx.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && head == null) head = ResponseHead.encode(response);
        ReferenceCountUtil.release(message);
        promise.trySuccess();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {}

    /** Vert.x may mean to close a connection after its answer. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        promise.trySuccess();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ctx.fireChannelInactive();
        next.onGone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ReferenceCountUtil.release(head);
        head = null;
        early.forEach(ByteBuf::release);
        early.clear();
    }

    private void finish(ChannelPipeline pipeline) {
        ChannelHandlerContext ctx = pipeline.context(this);
        if (ctx == null || head == null || !ctx.channel().isActive()) {
            pipeline.channel().close();
            next.onGone();
            return;
        }
        // For Vert.x the connection ends here: it counts one less.
        ctx.fireChannelInactive();
        for (Map.Entry<String, ChannelHandler> each : pipeline)
            if (each.getValue() != this && !(each.getValue() instanceof SslHandler)) pipeline.remove(each.getKey());
        ctx.write(head, ctx.voidPromise());
        head = null;
        handOver(pipeline);
    }

    private void handOver(ChannelPipeline pipeline) {
        List<ByteBuf> read = List.copyOf(early);
        early.clear();
        pipeline.replace(this, "connection", next);
        ChannelHandlerContext ctx = pipeline.context(next);
        begun.run();
        for (ByteBuf bytes : read) next.channelRead(ctx, bytes);
        ctx.flush();
        ctx.channel().config().setAutoRead(true);
    }
}
