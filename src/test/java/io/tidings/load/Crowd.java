package io.tidings.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.tidings.auth.TestTokens;
import io.tidings.packaged.Installation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Thousands of subscribers with a real connection each, all on one thread: their state belongs to it, and is asked for through
 * {@link #count} and {@link #sum}.
 */
final class Crowd implements AutoCloseable {
    /** All are the same user, who may do anything. */
    static final String TOKEN =
            TestTokens.hs256().subject("crowd").subscribe("**").publish("**").sign();

    private static final Map<String, String> ROOM = Map.of(
            "TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "100000",
            "TIDINGS_LIMITS_CONNECTS_PER_SECOND", "100000",
            "TIDINGS_HISTORY_SIZE", "5000");

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<Member> members = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private final Bootstrap bootstrap = new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 20_000);
    private volatile URI pod;
    private volatile boolean comesBack;

    /** Where pods let a crowd in as fast as it comes, and keep all that is published. */
    static Installation installation() {
        return new Installation(ROOM);
    }

    Crowd(URI pod) {
        this.pod = pod;
    }

    /** Each takes little into its socket before it reads. */
    Crowd withReceiveBuffer(int bytes) {
        bootstrap.option(ChannelOption.SO_RCVBUF, bytes);
        return this;
    }

    /** From now on whoever has to connect goes there. */
    void moveTo(URI next) {
        pod = next;
    }

    /** From now on whoever is sent away, or cut off, comes back when it was told to. */
    void comeBack() {
        comesBack = true;
    }

    /**
     * Adds a member, who connects at once.
     *
     * @param since its first position, or {@code latest} or {@code earliest}
     * @param first the number of the message that it has to receive first
     */
    void join(Member.Way way, String channel, String since, int first) {
        loop.execute(() -> {
            Member member = switch (way) {
                case WEBSOCKET -> new WebSocketMember(this, channel, since, first);
                case SSE -> new StreamMember(this, channel, since, first);
                case POLL -> new PollMember(this, channel, since, first);
            };
            members.add(member);
            member.connect();
        });
    }

    /** Members for whom something holds. */
    int count(Predicate<Member> what) {
        return ask(() -> (int) members.stream().filter(what).count());
    }

    long sum(ToLongFunction<Member> what) {
        return ask(() -> members.stream().mapToLong(what).sum());
    }

    /** Nobody reads from its socket any more, until {@link #readOn}. */
    void stopReading() {
        ask(() -> {
            members.forEach(each -> each.read(false));
            return true;
        });
    }

    void readOn() {
        ask(() -> {
            members.forEach(each -> each.read(true));
            return true;
        });
    }

    /** When members were told {@code bye}, in milliseconds of one clock. */
    List<Long> toldAt() {
        return ask(() -> members.stream()
                .filter(Member::isTold)
                .map(member -> TimeUnit.NANOSECONDS.toMillis(member.toldAt()))
                .sorted()
                .toList());
    }

    private <T> T ask(Callable<T> question) {
        try {
            return loop.submit(question).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How long messages took from their publisher to the members. */
    Latencies latencies() {
        return latencies;
    }

    Bootstrap bootstrap() {
        return bootstrap;
    }

    URI pod() {
        return pod;
    }

    boolean comesBack() {
        return comesBack;
    }

    @Override
    public void close() {
        comesBack = false;
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
    }
}
