package io.tidings.core;

import io.tidings.core.port.Lane;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One thread of {@link ThreadLanes}. */
final class ThreadLane implements Lane {
    private final ScheduledThreadPoolExecutor executor;
    private final LongSupplier ahead;
    private final Queue<Throwable> thrown;
    private volatile @Nullable Thread thread;

    ThreadLane(int index, LongSupplier ahead, Queue<Throwable> thrown) {
        this.ahead = ahead;
        this.thrown = thrown;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "lane-" + index);
            created.setDaemon(true);
            thread = created;
            return created;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        if (!executor.isShutdown()) executor.execute(guarded(task));
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        if (!isCurrent()) throw new IllegalStateException("a timer was set on another thread");
        ScheduledFuture<?> future = executor.schedule(guarded(task), delayMillis, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + ahead.getAsLong();
    }

    @Override
    public long time() {
        return System.currentTimeMillis() + ahead.getAsLong();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void close() {
        executor.shutdown();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                thrown.add(e);
            }
        };
    }
}
