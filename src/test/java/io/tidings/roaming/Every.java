package io.tidings.roaming;

import java.time.Duration;
import java.util.function.Consumer;

/** Does something again and again. Called often, with the time since the start. */
final class Every implements Consumer<Duration> {
    private final Duration period;
    private final Runnable task;
    private Duration next;

    Every(Duration period, Runnable task) {
        this.period = period;
        this.task = task;
        this.next = period;
    }

    @Override
    public void accept(Duration elapsed) {
        if (elapsed.compareTo(next) < 0) return;
        next = elapsed.plus(period);
        task.run();
    }
}
