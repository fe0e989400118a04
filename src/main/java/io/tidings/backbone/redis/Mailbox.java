package io.tidings.backbone.redis;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tasks for another thread, run there in their order. However many come before it gets to them, it is woken once. Posted
 * from any thread.
 */
final class Mailbox {
    /** Tasks that are run before the thread is given to others. */
    private static final int SLICE = 256;

    private final Executor thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    /** @param thread runs one task at a time, in the order in which it is given them */
    Mailbox(Executor thread) {
        this.thread = thread;
    }

    void post(Runnable task) {
        tasks.add(task);
        wake();
    }

    private void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) thread.execute(this::run);
    }

    /** What a task throws is the thread's business; the tasks behind it are run all the same. */
    private void run() {
        try {
            for (int left = SLICE; left > 0; left--) {
                Runnable task = tasks.poll();
                if (task == null) break;
                task.run();
            }
        } finally {
            awake.set(false);
            if (!tasks.isEmpty()) wake();
        }
    }
}
