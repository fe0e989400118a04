package io.tidings.backbone.redis;

import io.tidings.core.port.Lane;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A lane that is one thread. */
final class ExecutorLane implements Lane, AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "lane");
        daemon.setDaemon(true);
        return daemon;
    });

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) throw e;
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Future<?> scheduled = thread.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long time() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
