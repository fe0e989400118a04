package io.tidings.core;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Lanes that are real threads, for adapters with real I/O; their one clock can be set forward. Safe for any thread. */
public final class ThreadLanes implements AutoCloseable {
    private final AtomicLong ahead = new AtomicLong();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final List<ThreadLane> lanes;

    public ThreadLanes(int count) {
        lanes = IntStream.range(0, count)
                .mapToObj(index -> new ThreadLane(index, ahead::get, thrown))
                .toList();
    }

    public Lanes lanes() {
        return new Lanes(List.copyOf(lanes));
    }

    /** Sets the clock of all lanes forward; timers that wait keep their real delay. */
    public void setForward(Duration duration) {
        ahead.addAndGet(duration.toMillis());
    }

    /** Whether the caller runs on this lane. */
    public boolean runsOn(Lane lane) {
        return lanes.stream().anyMatch(each -> each == lane && each.isCurrent());
    }

    /** What tasks have thrown so far. */
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    @Override
    public void close() {
        lanes.forEach(ThreadLane::close);
    }
}
