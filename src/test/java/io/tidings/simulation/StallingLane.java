package io.tidings.simulation;

import io.tidings.core.port.Lane;
import java.util.ArrayDeque;

/** A lane that now and then does nothing for a while: its tasks wait, in order. */
final class StallingLane implements Lane {
    private final Lane lane;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean stalled;

    StallingLane(Lane lane) {
        this.lane = lane;
    }

    /** Stops, until {@link #resume}. */
    void stall() {
        stalled = true;
    }

    void resume() {
        stalled = false;
        lane.execute(this::runWaiting);
    }

    private void runWaiting() {
        if (stalled || waiting.isEmpty()) return;
        waiting.remove().run();
        lane.execute(this::runWaiting);
    }

    private Runnable orWait(Runnable task) {
        return () -> {
            if (stalled || !waiting.isEmpty()) waiting.add(task);
            else task.run();
        };
    }

    @Override
    public void execute(Runnable task) {
        lane.execute(orWait(task));
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        boolean[] cancelled = {false};
        Timer timer = lane.schedule(delayMillis, orWait(() -> {
            if (!cancelled[0]) task.run();
        }));
        return () -> {
            cancelled[0] = true;
            timer.cancel();
        };
    }

    @Override
    public long now() {
        return lane.now();
    }

    @Override
    public long time() {
        return lane.time();
    }
}
