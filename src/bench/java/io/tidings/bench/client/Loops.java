package io.tidings.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The client's two event loops: one for all readers, one for all publishers. Epoll when it is there. */
public final class Loops implements AutoCloseable {
    private static final int READ = 64 * 1024;

    private final EventLoopGroup readers = group("readers");
    private final EventLoopGroup publishers = group("publishers");

    public Loops() {
        // threads exist from here on, so that they can be bound to a core
        readers.submit(() -> {}).syncUninterruptibly();
        publishers.submit(() -> {}).syncUninterruptibly();
    }

    private static EventLoopGroup group(String name) {
        DefaultThreadFactory threads = new DefaultThreadFactory(name, true);
        return Epoll.isAvailable() ? new EpollEventLoopGroup(1, threads) : new NioEventLoopGroup(1, threads);
    }

    private static Bootstrap bootstrap(EventLoopGroup group) {
        return new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ));
    }

    Bootstrap readers() {
        return bootstrap(readers);
    }

    Bootstrap publishers() {
        return bootstrap(publishers);
    }

    @Override
    public void close() {
        readers.shutdownGracefully();
        publishers.shutdownGracefully();
    }
}
