package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that the port was asked for: attempted until it is answered or its deadline is over. Confined to the loop. */
abstract class Operation<T> {
    private static final long FIRST_PAUSE = 20_000_000;
    private static final long LONGEST_PAUSE = 500_000_000;

    final Channel channel;
    private final Asker<T> asker;
    private final Operations operations;
    private final long deadline;
    private @Nullable CommandConnection connection;
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

    /** Takes back what is under way: false when it was sent, and may be executed all the same. */
    abstract boolean withdraw();

    /** What this attempt is to be sent on. */
    final CommandConnection connection() {
        return Objects.requireNonNull(connection);
    }

    /** Whether what this attempt was sent to still owns the channel. */
    final boolean isAtOwner() {
        return connection != null && connection == operations.owner(channel);
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
        fail(onDeadline(!withdraw()));
    }

    /** Tries again as soon as there is a link. */
    final void repeat() {
        notBefore = System.nanoTime();
        if (!answered) operations.hold(this);
    }

    /** Tries again after a pause that grows. */
    final void repeatLater(RedisError error) {
        operations.onRefused(error);
        repeatLater();
    }

    final void repeatLater() {
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
