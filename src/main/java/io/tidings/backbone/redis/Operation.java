package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.vertx.redis.client.Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that the port was asked for: attempted until it is answered or its deadline is over. Confined to the loop. */
abstract class Operation<T> implements Call.Answer {
    private static final long FIRST_PAUSE = 20_000_000;
    private static final long LONGEST_PAUSE = 500_000_000;

    final Channel channel;
    private final Asker<T> asker;
    private final Operations operations;
    private final long deadline;
    private @Nullable CommandConnection connection;
    private @Nullable Call call;
    private long pause = FIRST_PAUSE;
    private long notBefore;
    private boolean answered;

    Operation(Channel channel, Asker<T> asker, Operations operations) {
        this.channel = channel;
        this.asker = asker;
        this.operations = operations;
        this.deadline = System.nanoTime() + operations.patience();
    }

    /** Sends the first command of an attempt. */
    abstract void begin();

    /**
     * What to answer when the deadline is over.
     *
     * @param sent whether a command of this attempt may have been executed
     */
    abstract Refusal onDeadline(boolean sent);

    final void attempt(CommandConnection by) {
        connection = by;
        begin();
    }

    final void send(Request request) {
        if (answered) return;
        Call next = new Call(request, this);
        call = next;
        Objects.requireNonNull(connection).send(next);
    }

    final boolean isAnswered() {
        return answered;
    }

    final boolean isExpired(long now) {
        return now - deadline > 0;
    }

    final boolean isPausing(long now) {
        return now - notBefore < 0;
    }

    /** Answers now, for good. */
    final void expire() {
        boolean sent = call != null && !call.withdraw();
        fail(onDeadline(sent));
    }

    /** Tries again as soon as there is a link. */
    final void repeat() {
        call = null;
        notBefore = System.nanoTime();
        if (!answered) operations.hold(this);
    }

    /** Tries again after a pause that grows. */
    final void repeatLater(RedisError error) {
        operations.onRefused(error);
        repeatLater();
    }

    final void repeatLater() {
        call = null;
        notBefore = System.nanoTime() + pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        if (!answered) operations.hold(this);
    }

    final void succeed(T value) {
        if (answer()) asker.succeed(value);
    }

    final void fail(Refusal refusal) {
        if (answer()) asker.fail(refusal);
    }

    private boolean answer() {
        if (answered) return false;
        answered = true;
        operations.onAnswered(this);
        return true;
    }

    static Refusal away(String detail) {
        return new Refusal(Failure.BACKBONE_AWAY, detail);
    }
}
