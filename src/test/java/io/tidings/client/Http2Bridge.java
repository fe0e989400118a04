package io.tidings.client;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Takes WebSockets over HTTP/1.1 and makes them streams of one connection of HTTP/2 to the service, as a proxy does (RFC 8441, 5), so
 * that every client of the tests can come over HTTP/2.
 */
public final class Http2Bridge {
    /** For what waits; the pool that all share may have one thread. */
    static final Executor BLOCKING = new ThreadPerTaskExecutor(new DefaultThreadFactory("bridge", true));

    private static final Map<URI, Http2Bridge> BRIDGES = new ConcurrentHashMap<>();
    /** What the bridge itself keeps of a client that does not read. */
    private static final WriteBufferWaterMark MARK = new WriteBufferWaterMark(16_384, 32_768);

    private final URI base;
    private final Channel listening;
    private @Nullable Http2Client client;

    private Http2Bridge(URI base) {
        this.base = base;
        listening = new ServerBootstrap()
                .group(Http2Client.LOOPS)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new BridgedSocket(Http2Bridge.this));
                    }
                })
                .bind("localhost", 0)
                .syncUninterruptibly()
                .channel();
    }

    /** Where a WebSocket connects to: the address itself, or a bridge to it when the tests run over HTTP/2 ({@code -Dbridge=true}). */
    public static URI front(URI address) {
        return Boolean.getBoolean("bridge") ? to(address) : address;
    }

    /** The same address at a bridge to its service. */
    public static URI to(URI address) {
        Http2Bridge bridge = BRIDGES.computeIfAbsent(address.resolve("/"), Http2Bridge::new);
        int port = ((InetSocketAddress) bridge.listening.localAddress()).getPort();
        return URI.create("http://localhost:" + port).resolve(address.getPath());
    }

    /** The one connection to the service; a new one when there is none, or no longer. Blocks. */
    synchronized Http2Client client() {
        Http2Client now = client;
        if (now == null || !now.isOpen()) {
            now = new Http2Client(base);
            if (!now.awaitOffer()) throw new IllegalStateException("the service offers no WebSockets over HTTP/2");
            client = now;
        }
        return now;
    }
}
