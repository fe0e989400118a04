package io.tidings.transport;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How connections of a pod that stops move to others. Those of HTTP/1.1 close after their next answer, which says so by
 * {@code Connection: close}. Those of HTTP/2 are collected at their requests and sent GOAWAY in the end, when the sessions on their
 * streams have been told {@code bye}: clients that give up all streams of a connection at GOAWAY, as that of JDK 17 does, would not
 * hear it. Safe from any thread.
 */
@Singleton
public class Connections {
    /** Before everything else, so that every answer says it. */
    private static final int FIRST = 500;

    private final ChannelGroup http2 = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean leaving;

    void register(@Observes Filters filters) {
        filters.register(this::accompany, FIRST);
    }

    /** From now on connections of HTTP/1.1 close after their next answer. */
    public void startLeaving() {
        leaving = true;
    }

    /** Sends GOAWAY to the connections of HTTP/2, and waits until what they were asked is answered, at most for so long. */
    public void leave(Duration most) {
        http2.close().awaitUninterruptibly(most.toMillis());
    }

    /** What ends a request at once, whatever waits to be written: its stream of HTTP/2, or its connection. */
    public static Runnable cut(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2)
            return () -> request.response().reset();
        Channel channel = channel(request);
        return channel::close;
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private void accompany(RoutingContext request) {
        if (request.request().version() == HttpVersion.HTTP_2) http2.add(channel(request.request()));
        else if (!isWebSocket(request.request())) closeAfterAnswer(request);
        request.next();
    }

    private void closeAfterAnswer(RoutingContext request) {
        request.addHeadersEndHandler(head -> {
            if (leaving) request.response().putHeader("Connection", "close");
        });
        request.addEndHandler(answered -> {
            if (leaving && isLast(request.response()))
                request.request().connection().close();
        });
    }

    /** Whether the client knows that no other answer follows: it was said, or what ends is a stream, which has said {@code bye}. */
    private static boolean isLast(HttpServerResponse response) {
        return response.headers().contains("Connection", "close", true) || response.isChunked();
    }

    private static boolean isWebSocket(HttpServerRequest request) {
        return request.headers().contains("Upgrade", "websocket", true);
    }
}
