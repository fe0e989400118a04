package io.tidings.transport.lean;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.tidings.backbone.memory.MemoryBackbone;
import io.tidings.core.fanout.Fanout;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.core.session.Census;
import io.tidings.core.session.SessionParts;
import io.tidings.core.session.SessionSettings;
import io.tidings.core.session.Sessions;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Message;
import io.tidings.model.Retention;
import io.tidings.telemetry.MicrometerTelemetry;
import io.tidings.transport.websocket.Visitor;
import io.tidings.wire.CommandReader;
import io.tidings.wire.JsonScanner;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The core and the engine on one event loop, without Quarkus in front: sockets on loopback, whose clients follow one channel. */
final class LoopedPod implements AutoCloseable {
    private static final io.tidings.model.Channel CHANNEL = io.tidings.model.Channel.parse("orders.42");
    private static final Retention HISTORY = new Retention(100, Duration.ofHours(1));
    private static final Identity ANYBODY = new Identity(
            "anybody",
            new Grants(List.of(ChannelPattern.parse("**", "anybody")), List.of(), List.of(), false),
            Identity.NEVER);
    private static final SessionSettings USUAL = SessionSettings.DEFAULTS;
    /** The usual ones, but that nobody is pinged, however long it takes: these clients answer no pings. */
    private static final SessionSettings SETTINGS = new SessionSettings(
            USUAL.outboxBytes(),
            USUAL.outboxesBytes(),
            USUAL.subscriptions(),
            USUAL.commandsPerSecond(),
            USUAL.connections(),
            USUAL.sessionsPerSubject(),
            USUAL.unauthenticated(),
            USUAL.connectsPerSecond(),
            Duration.ofDays(1).toMillis(),
            USUAL.sseHeartbeatMillis(),
            USUAL.pongMillis(),
            USUAL.connectMillis(),
            USUAL.retryMillis(),
            USUAL.ageMillis());

    private final EventLoopGroup serving = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    private final EventLoopGroup reading = new NioEventLoopGroup(1);
    private final LoopLane lane = new LoopLane(serving.next());
    private final MemoryBackbone backbone = new MemoryBackbone(new AtomicLong(1)::incrementAndGet);
    private final Sessions sessions;
    private final int size;
    private final AtomicLong read = new AtomicLong();

    LoopedPod(int size) throws Exception {
        this.size = size;
        DirectFrames frames = new DirectFrames();
        Telemetry telemetry = new MicrometerTelemetry(new SimpleMeterRegistry());
        Lanes lanes = new Lanes(List.of(lane));
        Feeds feeds = new Feeds(lane, backbone, frames, FeedSettings.DEFAULTS, telemetry);
        backbone.start(lanes, List.of(feeds));
        Fanout fanout = new Fanout(
                lane, new FeedDirectory(lanes, List.of(feeds)), new Backbone.Bounds(256, 1 << 18), telemetry);
        Publisher publisher = new Publisher(backbone, channel -> HISTORY, new PublishLimits(1 << 16, 100), telemetry);
        SessionParts parts = new SessionParts(
                (token, lane, reply) -> reply.succeed(ANYBODY), publisher, frames, SETTINGS, telemetry);
        sessions = new Sessions(lane, fanout, parts, new Census(SETTINGS), new Random(1));
        connect(serve());
    }

    private InetSocketAddress serve() throws InterruptedException {
        Terms terms = new Terms(Terms.mark(SETTINGS.outboxBytes()), 1 << 16, SETTINGS.pongMillis(), 1);
        CommandReader reader = new CommandReader(new JsonScanner(JsonScanner.DEFAULT_DEPTH));
        Channel server = new ServerBootstrap()
                .group(serving)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        CommandConnection connection = new CommandConnection(terms, reader);
                        channel.pipeline().addLast(connection);
                        connection.open(sessions, new Visitor(ANYBODY, null));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        return (InetSocketAddress) server.localAddress();
    }

    private void connect(InetSocketAddress server) throws Exception {
        byte[] connect =
                ClientFrames.text("{\"type\":\"connect\",\"subscriptions\":[{\"channel\":\"" + CHANNEL + "\"}]}");
        for (int i = 0; i < size; i++) {
            Channel client = new Bootstrap()
                    .group(reading)
                    .channel(NioSocketChannel.class)
                    .handler(new Client())
                    .connect(server)
                    .sync()
                    .channel();
            client.writeAndFlush(client.alloc().buffer().writeBytes(connect)).sync();
        }
        await(size);
    }

    private final class Client extends SimpleChannelInboundHandler<ByteBuf> {
        private final SentFrames frames = new SentFrames((payload, opcode) -> read.incrementAndGet());

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            frames.read(ByteBufUtil.getBytes(bytes));
        }
    }

    /** Waits until the clients have read so many frames. */
    private void await(long frames) {
        while (read.get() < frames) LockSupport.parkNanos(20_000);
    }

    /** Publishes a message, and waits until everybody has read it. */
    void publish(byte[] message) {
        long all = read.get() + size;
        serving.execute(() -> backbone.append(
                new Append(CHANNEL, new Message(message), HISTORY, null), lane, Reply.of(id -> {}, refusal -> {})));
        await(all);
    }

    /** Bytes that the event loop has allocated since it began. */
    long allocated() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return serving.submit(threads::getCurrentThreadAllocatedBytes).get();
    }

    @Override
    public void close() {
        reading.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        serving.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
