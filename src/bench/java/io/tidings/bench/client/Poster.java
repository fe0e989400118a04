package io.tidings.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes by HTTP, on connections that stay open, with one request at a time on each. Its state is confined to the event loop
 * of the publishers.
 */
public final class Poster implements Publisher {
    private static final long LOOK_MICROS = 100;
    private static final int LOOKS = 1_000;
    private static final int LOOK_MILLIS = 10;

    private final List<Publication> publications = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final Deque<PosterConnection> free = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private final AtomicLong published = new AtomicLong();
    private final Backpressure backpressure;
    private final EventLoop loop;
    private Mode mode = Mode.IDLE;
    private int next;
    private long sent;
    private long before;
    private double rate;
    private long started;
    private long planned;
    private volatile @Nullable String fault;

    private enum Mode {
        IDLE,
        FLOOD,
        PACE,
        /** What was due is still published, so that its lateness is seen; nothing new becomes due. */
        CATCH_UP
    }

    /** What to ask for, and where. */
    public record Target(URI uri, Map<String, String> headers, String body) {}

    /** @param connections requests that may be on their way at once */
    public Poster(Loops loops, List<Target> targets, int connections, Backpressure backpressure) {
        this.backpressure = backpressure;
        for (Target each : targets) publications.add(Publication.post(each.uri(), each.headers(), each.body()));
        URI uri = targets.get(0).uri();
        Bootstrap bootstrap = loops.publishers();
        for (int i = 0; i < connections; i++) {
            PosterConnection connection = new PosterConnection(this);
            channels.add(bootstrap
                    .clone()
                    .handler(connection)
                    .connect(uri.getHost(), uri.getPort())
                    .syncUninterruptibly()
                    .channel());
        }
        loop = channels.get(0).eventLoop();
    }

    @Override
    public void flood() {
        loop.execute(() -> {
            mode = Mode.FLOOD;
            sent = 0;
            before = backpressure.tally().messages();
            look();
        });
    }

    /** Readers go on while no answer comes, so a publisher that waits for them looks again. */
    private void look() {
        if (mode != Mode.FLOOD) return;
        work();
        loop.schedule(this::look, LOOK_MICROS, TimeUnit.MICROSECONDS);
    }

    @Override
    public void pace(double perSecond) {
        loop.execute(() -> {
            mode = Mode.PACE;
            rate = perSecond;
            started = System.nanoTime();
            planned = 0;
            tick();
        });
    }

    private long dueAt(long index) {
        return started + (long) (index * 1e9 / rate);
    }

    private void tick() {
        if (mode != Mode.PACE) return;
        long now = System.nanoTime();
        for (; dueAt(planned) <= now; planned++) due.add(dueAt(planned));
        work();
        loop.schedule(this::tick, Math.max(1, dueAt(planned) - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Sends what may be sent. */
    private void work() {
        while (!free.isEmpty() && mayPublish()) {
            Publication publication = publications.get(next);
            next = (next + 1) % publications.size();
            sent += publication.messages();
            long time = mode == Mode.FLOOD ? System.nanoTime() : due.remove();
            free.remove().post(publication, time);
        }
    }

    private boolean mayPublish() {
        return switch (mode) {
            case IDLE -> false;
            case FLOOD -> backpressure.permits(sent, before);
            case PACE, CATCH_UP -> !due.isEmpty();
        };
    }

    void onConnected(PosterConnection connection) {
        free.add(connection);
    }

    void onAnswer(PosterConnection connection, boolean accepted, int messages, String head) {
        if (accepted) published.lazySet(published.get() + messages);
        else if (mode != Mode.IDLE && fault == null) fault = head;
        free.add(connection);
        work();
    }

    @Override
    public void stop() {
        loop.submit(() -> mode = mode == Mode.PACE ? Mode.CATCH_UP : Mode.IDLE).syncUninterruptibly();
        for (int i = 0;
                i < LOOKS && !loop.submit(this::isAtRest).syncUninterruptibly().getNow();
                i++) loop.schedule(() -> {}, LOOK_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
        loop.submit(() -> {
                    mode = Mode.IDLE;
                    due.clear();
                })
                .syncUninterruptibly();
        if (fault != null) throw new IllegalStateException("a publication was refused: " + fault);
    }

    private boolean isAtRest() {
        return due.isEmpty() && free.size() == channels.size();
    }

    @Override
    public long published() {
        return published.get();
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
    }
}
