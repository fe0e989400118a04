package io.tidings.bench.piece;

import io.tidings.core.port.Lane;
import java.util.ArrayDeque;

/** A lane that the benchmark's thread drives; its timers never run. */
final class QueueLane implements Lane {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        return () -> {};
    }

    @Override
    public long now() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public long time() {
        return System.currentTimeMillis();
    }

    /** Runs all that is there, and what follows from it. */
    void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) task.run();
    }
}
