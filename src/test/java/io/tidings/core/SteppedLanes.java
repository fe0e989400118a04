package io.tidings.core;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lanes without threads: queues in virtual time, driven step by step by the thread of the test. Which lane goes next is
 * drawn from a seed, so the same seed and the same test give the same run. What a task throws comes out of the step that
 * ran it.
 */
public final class SteppedLanes {
    /** The time since the epoch at which every run starts: 2026-01-01T00:00:00Z. */
    public static final long EPOCH = 1_767_225_600_000L;

    private static final int MOST_STEPS = 5_000_000;

    private final Random random;
    private final List<SteppedLane> lanes = new ArrayList<>();
    private final List<SteppedLane> ready = new ArrayList<>();
    private final PriorityQueue<SteppedTimer> timers = new PriorityQueue<>(
            Comparator.<SteppedTimer>comparingLong(timer -> timer.due).thenComparingLong(timer -> timer.draw));
    private @Nullable SteppedLane current;
    private long now;

    /** @param seed decides every choice of this run */
    public SteppedLanes(int count, long seed) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) lanes.add(new SteppedLane(this, i));
    }

    /** All lanes; a pod of a simulation may take a part of them, as they share one clock. */
    public Lanes lanes() {
        return new Lanes(List.copyOf(lanes));
    }

    /** The source of every choice; a test that draws from it stays reproducible. */
    public Random random() {
        return random;
    }

    /** Virtual milliseconds since the start of the run. */
    public long now() {
        return now;
    }

    /** The lane whose task is running, or null between two steps. */
    public @Nullable Lane current() {
        return current;
    }

    /** Runs one task of a lane that is drawn among those that have one; false when nothing is due now. */
    public boolean step() {
        if (current != null) throw new IllegalStateException("a step inside a task of " + current);
        queueDueTimers();
        if (ready.isEmpty()) return false;
        SteppedLane lane = ready.get(random.nextInt(ready.size()));
        Runnable task = lane.poll();
        if (lane.isIdle()) ready.remove(lane);
        current = lane;
        try {
            task.run();
        } finally {
            current = null;
        }
        return true;
    }

    /** Runs all that is due now, and what follows from it; the time stands still. */
    public void runUntilIdle() {
        for (int steps = 0; step(); steps++)
            if (steps == MOST_STEPS) throw new IllegalStateException("the lanes never come to rest");
    }

    /** Lets virtual time pass: every timer runs at its own time, and all that follows from it before the time goes on. */
    public void advance(long millis) {
        long end = now + millis;
        runUntilIdle();
        for (SteppedTimer next = timers.peek(); next != null && next.due <= end; next = timers.peek()) {
            now = next.due;
            runUntilIdle();
        }
        now = end;
    }

    /** Timers that wait for their time. */
    public int waiting() {
        return timers.size();
    }

    /** Lets virtual time pass while the lanes are stalled: every timer that was due meanwhile runs late, at the end. */
    public void stall(long millis) {
        now += millis;
        runUntilIdle();
    }

    private void queueDueTimers() {
        for (SteppedTimer next = timers.peek(); next != null && next.due <= now; next = timers.peek()) {
            timers.remove();
            next.lane.execute(next);
        }
    }

    void becomesReady(SteppedLane lane) {
        ready.add(lane);
    }

    SteppedTimer add(SteppedLane lane, long delayMillis, Runnable task) {
        SteppedTimer timer = new SteppedTimer(lane, now + Math.max(0, delayMillis), random.nextLong(), task);
        timers.add(timer);
        return timer;
    }

    void remove(SteppedTimer timer) {
        timers.remove(timer);
    }

    /** The test itself may act for any lane between two steps. */
    void checkRunsOn(SteppedLane lane) {
        if (current != null && current != lane)
            throw new IllegalStateException("a timer of " + lane + " was touched on " + current);
    }
}
