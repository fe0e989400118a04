package io.tidings.core;

import io.tidings.core.port.Lane;

/** A task of a {@link SteppedLane} that waits for its time; of two that are due together, the lower draw goes first. */
final class SteppedTimer implements Lane.Timer, Runnable {
    final SteppedLane lane;
    final long due;
    final long draw;
    private final Runnable task;
    private boolean cancelled;

    SteppedTimer(SteppedLane lane, long due, long draw, Runnable task) {
        this.lane = lane;
        this.due = due;
        this.draw = draw;
        this.task = task;
    }

    @Override
    public void run() {
        if (!cancelled) task.run();
    }

    @Override
    public void cancel() {
        cancelled = true;
        lane.cancel(this);
    }
}
