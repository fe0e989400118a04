package io.tidings.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2, by prior knowledge, or over TLS when the address says so; any certificate is taken. The JDK's client
 * knows no extended CONNECT (RFC 8441).
 */
public final class Http2Client implements AutoCloseable {
    static final EventLoopGroup LOOPS = new NioEventLoopGroup(2, new DefaultThreadFactory("http2", true));

    private static final long PATIENCE_SECONDS = 30;
    private static final int CONNECTION_WINDOW = 64 << 20;

    private final CompletableFuture<Boolean> offer = new CompletableFuture<>();
    private final URI base;
    private final Channel connection;

    /** Connects; of each stream 65,535 bytes may come unread, of all together far more. */
    public Http2Client(URI base) {
        this.base = base;
        connection = new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws SSLException {
                        if (base.getScheme().equals("https"))
                            channel.pipeline().addLast(tls().newHandler(channel.alloc()));
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient()
                                        .initialSettings(new Http2Settings().pushEnabled(false))
                                        .validateHeaders(false)
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                                .addLast(new Settings());
                    }
                })
                .connect(base.getHost(), base.getPort())
                .syncUninterruptibly()
                .channel();
        Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
        connection.eventLoop().submit(() -> widen(codec.connection())).syncUninterruptibly();
    }

    private static @Nullable Void widen(Http2Connection http2) throws Http2Exception {
        http2.local().flowController().incrementWindowSize(http2.connectionStream(), CONNECTION_WINDOW);
        return null;
    }

    private static SslContext tls() throws SSLException {
        return SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2))
                .build();
    }

    /** Hears whether WebSockets are offered. */
    private final class Settings extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) throws Exception {
            if (frame instanceof Http2SettingsFrame settings
                    && Boolean.TRUE.equals(settings.settings().connectProtocolEnabled())) offer.complete(true);
            else super.channelRead(ctx, frame);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            offer.complete(false);
        }
    }

    /** Whether the service has offered WebSockets, as soon as it has; not when it has closed the connection. */
    public boolean awaitOffer() {
        return offer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Whether the service has offered WebSockets so far. */
    public boolean isOffered() {
        return offer.getNow(false);
    }

    public boolean isOpen() {
        return connection.isActive();
    }

    /** The headers of an extended CONNECT for a WebSocket. @param more names and values in turn */
    public Http2Headers webSocket(String path, String... more) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method("CONNECT")
                .scheme(base.getScheme())
                .path(path)
                .authority(base.getAuthority())
                .add(":protocol", "websocket")
                .add("sec-websocket-version", "13");
        for (int i = 0; i < more.length; i += 2) headers.add(more[i], more[i + 1]);
        return headers;
    }

    /** Opens a stream. @param ending whether the client has nothing more to say on it */
    public Http2StreamChannel open(Http2Headers headers, boolean ending, ChannelHandler handler) {
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(connection)
                .handler(handler)
                .open()
                .syncUninterruptibly()
                .getNow();
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, ending));
        return stream;
    }

    /** Goes without a word: the socket is closed. */
    @Override
    public void close() {
        connection.unsafe().closeForcibly();
    }
}
