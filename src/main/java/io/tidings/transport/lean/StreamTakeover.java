package io.tidings.transport.lean;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives a stream of HTTP/2 to a connection of ours when its request is answered. For Vert.x the request stands as long as the stream
 * does: it reads what the client sends and returns the window, and the metrics and the access log know when it ends.
 */
final class StreamTakeover {
    private StreamTakeover() {}

    /**
     * Sends the head of an answer, and gives what follows on both sides to another handler.
     *
     * @param request of HTTP/2; status and headers of its response are set
     * @param connects of its connection
     * @param begun runs when the other handler is there, unless the client has gone
     */
    static void take(RoutingContext request, ExtendedConnects connects, Connection next, Runnable begun) {
        HttpServerRequest asked = request.request();
        HttpServerResponse response = request.response();
        if (response.closed() || asked.isEnded()) {
            // Who can say nothing in a WebSocket, not even Close, has none.
            response.reset();
            next.onGone();
            return;
        }
        // They stand as long as the stream does, and the token has been read.
        asked.headers().remove("Authorization").remove("Cookie");
        asked.pause();
        response.writeHead();
        Channel parent = ((ConnectionBase) asked.connection()).channel();
        StreamChannel channel = new StreamChannel(parent, connects, asked.streamId(), response);
        ChannelPipeline pipeline = channel.pipeline().addLast("connection", next);
        parent.eventLoop().register(channel);
        connects.attach(asked.streamId(), channel);
        response.closeHandler(gone -> channel.close());
        asked.endHandler(end -> next.onInputEnded());
        begun.run();
        asked.handler(data -> pipeline.fireChannelRead(Unpooled.wrappedBuffer(data.getBytes()))
                .fireChannelReadComplete());
        asked.resume();
    }
}
