package io.tidings.app;

import io.netty.channel.EventLoop;
import io.tidings.core.port.Lane;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One event loop of Vert.x. A task that throws is our bug: it is logged, and the loop goes on. */
final class VertxLane implements Lane {
    private static final Logger LOG = Logger.getLogger(VertxLane.class);

    private final EventLoop loop;
    private final long start = System.nanoTime();
    private volatile boolean stopped;

    VertxLane(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(() -> run(task));
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Future<?> waiting = loop.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    private void run(Runnable task) {
        if (stopped) return;
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("a task of a lane has failed", bug);
        }
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public long time() {
        return System.currentTimeMillis();
    }

    /** Whether the caller runs on this lane. */
    boolean isHere() {
        return loop.inEventLoop();
    }

    /** Runs nothing from now on: the loop outlives a reload of the code, and its tasks must not. */
    void stop() {
        stopped = true;
    }
}
