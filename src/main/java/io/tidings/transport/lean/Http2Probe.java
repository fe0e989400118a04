package io.tidings.transport.lean;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.Iterator;

/**
 * Waits on a new connection until Vert.x knows what the client speaks; where it is HTTP/2, WebSockets are offered. Confined to the event
 * loop of the connection.
 */
public final class Http2Probe extends ChannelInboundHandlerAdapter {
    private Http2Probe() {}

    /** From soon on each connection that the servers of this Vert.x accept has a probe; those that there are have none. */
    public static void install(Vertx vertx) {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup())
            loop.execute(() -> install((SingleThreadEventLoop) loop));
    }

    private static void install(SingleThreadEventLoop loop) {
        for (Iterator<Channel> channels = loop.registeredChannelsIterator(); channels.hasNext(); ) {
            Channel channel = channels.next();
            if (channel instanceof ServerChannel && channel.pipeline().get(Accepting.class) == null)
                channel.pipeline().addFirst(new Accepting());
        }
    }

    /** Sees the connections that a server accepts. */
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object accepted) {
            ((Channel) accepted).pipeline().addLast(new Http2Probe());
            ctx.fireChannelRead(accepted);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ctx.fireChannelRead(message);
        ChannelPipeline pipeline = ctx.pipeline();
        Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
        if (http2 != null) ExtendedConnects.offer(http2, pipeline.context(http2));
        boolean known = http2 != null || pipeline.get(HttpRequestDecoder.class) != null;
        if (known && !ctx.isRemoved()) pipeline.remove(this);
    }
}
