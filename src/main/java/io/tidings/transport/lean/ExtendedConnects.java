package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.tidings.transport.websocket.WebSocketRoute;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of one connection of HTTP/2 (RFC 8441). Vert.x resets a CONNECT that names a path, so it gets the GET that the
 * client would have sent over HTTP/1.1, and our mark on the stream, which no client can make, says what it was. Confined to the event loop of the connection.
 */
final class ExtendedConnects extends Http2FrameListenerDecorator {
    private static final String PROTOCOL = "websocket";
    /** No client sends one over HTTP/2; its answer to it would prove that this is no cache, which a stream's 200 does. */
    private static final String ANY_KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

    private final Http2ConnectionHandler http2;
    private final ChannelHandlerContext ctx;
    /** On a stream of ours: its channel, or the key itself before there is one. */
    private final Http2Connection.PropertyKey mark;

    private boolean flushing;

    private ExtendedConnects(Http2ConnectionHandler http2, ChannelHandlerContext ctx) {
        super(http2.decoder().frameListener());
        this.http2 = http2;
        this.ctx = ctx;
        this.mark = http2.connection().newKey();
    }

    /**
     * Tells the client that it may ask for WebSockets on this connection. It hears so right behind the first settings, and no
     * connection but this one is told, so whoever is told is served.
     *
     * @param ctx of Vert.x's handler of the connection
     */
    static void offer(Http2ConnectionHandler http2, ChannelHandlerContext ctx) {
        http2.encoder().writeSettings(ctx, new Http2Settings().connectProtocolEnabled(true), ctx.newPromise());
        listen(http2, ctx);
    }

    private static void listen(Http2ConnectionHandler http2, ChannelHandlerContext ctx) {
        http2.decoder().frameListener(new ExtendedConnects(http2, ctx));
    }

    /** Vert.x puts another listener in place at the client's first settings, which come before any request. */
    @Override
    public void onSettingsRead(ChannelHandlerContext from, Http2Settings settings) throws Http2Exception {
        super.onSettingsRead(from, settings);
        if (http2.decoder().frameListener() != this) listen(http2, ctx);
        if (settings.initialWindowSize() != null) http2.connection().forEachActiveStream(this::goOn);
    }

    /** The client has read, and takes more. */
    @Override
    public void onWindowUpdateRead(ChannelHandlerContext from, int id, int increment) throws Http2Exception {
        super.onWindowUpdateRead(from, id, increment);
        Http2Stream stream = http2.connection().stream(id);
        if (stream != null) goOn(stream);
    }

    private boolean goOn(Http2Stream stream) {
        if (stream.getProperty(mark) instanceof StreamChannel channel) channel.goOn();
        return true;
    }

    /** Those of the connection of a request, if this request was a CONNECT for a WebSocket. */
    static @Nullable ExtendedConnects of(HttpServerRequest request) {
        Http2ConnectionHandler http2 =
                ((ConnectionBase) request.connection()).channel().pipeline().get(Http2ConnectionHandler.class);
        if (http2 == null || !(http2.decoder().frameListener() instanceof ExtendedConnects connects)) return null;
        Http2Stream stream = connects.http2.connection().stream(request.streamId());
        return stream == null || stream.getProperty(connects.mark) == null ? null : connects;
    }

    /** A stream has its channel, which hears when its window grows. */
    void attach(int id, StreamChannel channel) {
        Http2Stream stream = http2.connection().stream(id);
        if (stream != null) stream.setProperty(mark, channel);
    }

    /** How many bytes of a stream the client would take beyond those that were written to the connection; may be negative. */
    int window(int id) {
        Http2Stream stream = http2.connection().stream(id);
        return stream == null ? 0 : http2.encoder().flowController().windowSize(stream);
    }

    /** Writes bytes of a stream, and lets go of them. */
    void write(int stream, ByteBuf bytes, GenericFutureListener<Future<? super Void>> left) {
        http2.encoder()
                .writeData(ctx, stream, bytes, 0, false, ctx.newPromise())
                .addListener(left);
    }

    /** Flushes the connection, once for all of its streams, when what is being done now is done. */
    void flush() {
        if (flushing) return;
        flushing = true;
        ctx.executor().execute(() -> {
            flushing = false;
            ctx.channel().flush();
        });
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext from, int stream, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        if (isForVertx(stream, headers)) super.onHeadersRead(from, stream, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext from,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        if (isForVertx(stream, headers))
            super.onHeadersRead(from, stream, headers, dependency, weight, exclusive, padding, endOfStream);
    }

    /** Whether Vert.x is to see a request, as it is now; if not, it has been answered. */
    private boolean isForVertx(int stream, Http2Headers headers) {
        if (headers.method() == null || !"CONNECT".contentEquals(headers.method())) return true;
        CharSequence protocol = headers.getAndRemove(Http2Headers.PseudoHeaderName.PROTOCOL.value());
        if (protocol == null || !PROTOCOL.contentEquals(protocol)) return refuse(stream, 501);
        if (!isOurs(headers.path())) return refuse(stream, 404);
        headers.method("GET")
                .set("connection", "Upgrade")
                .set("upgrade", PROTOCOL)
                .set("sec-websocket-key", ANY_KEY);
        http2.connection().stream(stream).setProperty(mark, mark);
        return true;
    }

    /** To any other address the answer could be a 200 that means no WebSocket. */
    private static boolean isOurs(@Nullable CharSequence path) {
        return path != null && path.toString().split("\\?", 2)[0].equals(WebSocketRoute.PATH);
    }

    private boolean refuse(int stream, int status) {
        Http2Headers answer = new DefaultHttp2Headers().status(String.valueOf(status));
        http2.encoder().writeHeaders(ctx, stream, answer, 0, true, ctx.newPromise());
        http2.resetStream(ctx, stream, Http2Error.NO_ERROR.code(), ctx.newPromise());
        return false;
    }
}
