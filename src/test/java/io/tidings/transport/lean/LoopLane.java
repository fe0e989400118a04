package io.tidings.transport.lean;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.tidings.core.port.Lane;
import java.util.concurrent.TimeUnit;

/** One event loop of Netty, as it is. */
record LoopLane(EventLoop loop) implements Lane {
    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Future<?> waiting = loop.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long time() {
        return System.currentTimeMillis();
    }
}
