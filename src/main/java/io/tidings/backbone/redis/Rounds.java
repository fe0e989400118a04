package io.tidings.backbone.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats something each period, and soon after it was asked for in between: never twice at the same time, and never more
 * than 20 times a second, whoever asks. Confined to the loop.
 */
final class Rounds {
    private static final long PAUSE_MILLIS = 50;

    private final Vertx vertx;
    private final long periodMillis;
    private final Supplier<Future<?>> round;
    private long timer = -1;
    private long lastStart;
    /** What is asked for; null when nothing is. */
    private @Nullable Promise<Void> due;

    private boolean underWay;
    private boolean open;

    /** @param round what it answers with is to fail as it fails, whoever is told of the answer: without an end no other begins */
    Rounds(Vertx vertx, long periodMillis, Supplier<Future<?>> round) {
        this.vertx = vertx;
        this.periodMillis = periodMillis;
        this.round = round;
    }

    void start() {
        open = true;
        lastStart = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        timer = vertx.setPeriodic(periodMillis, id -> soon());
        soon();
    }

    /**
     * What was asked for during a round is for the next one: the answers of this one may be older.
     *
     * @return when that round is over; never, when this is stopped before
     */
    Future<Void> soon() {
        if (due != null) return due.future();
        Promise<Void> next = Promise.promise();
        if (!open) return next.future();
        due = next;
        if (!underWay) schedule();
        return next.future();
    }

    void stop() {
        open = false;
        vertx.cancelTimer(timer);
    }

    private void schedule() {
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastStart);
        if (since >= PAUSE_MILLIS) run();
        else vertx.setTimer(PAUSE_MILLIS - since, id -> run());
    }

    private void run() {
        Promise<Void> asked = due;
        if (!open || asked == null) return;
        due = null;
        underWay = true;
        lastStart = System.nanoTime();
        begun().onComplete(result -> {
            underWay = false;
            if (due != null) schedule();
            asked.complete();
        });
    }

    /** One that throws is over: the next may do better. */
    private Future<?> begun() {
        try {
            return round.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
