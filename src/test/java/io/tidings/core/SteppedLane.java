package io.tidings.core;

import io.tidings.core.port.Lane;
import java.util.ArrayDeque;
import java.util.Queue;

/** One queue of {@link SteppedLanes}. */
final class SteppedLane implements Lane {
    private final SteppedLanes lanes;
    private final int index;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    SteppedLane(SteppedLanes lanes, int index) {
        this.lanes = lanes;
        this.index = index;
    }

    @Override
    public void execute(Runnable task) {
        if (tasks.isEmpty()) lanes.becomesReady(this);
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        lanes.checkRunsOn(this);
        return lanes.add(this, delayMillis, task);
    }

    @Override
    public long now() {
        return lanes.now();
    }

    @Override
    public long time() {
        return SteppedLanes.EPOCH + lanes.now();
    }

    Runnable poll() {
        return tasks.remove();
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void cancel(SteppedTimer timer) {
        lanes.checkRunsOn(this);
        lanes.remove(timer);
    }

    @Override
    public String toString() {
        return "lane " + index;
    }
}
