package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.core.port.Append.Idempotency;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Appends one message, in a batch with others of its channel. Confined to the loop. INVARIANT: it is repeated only when the
 * last attempt certainly had no effect, or when an idempotency key makes a second effect impossible.
 */
final class AppendOperation extends Operation<Position> {
    private final Append append;
    private final Appends appends;
    private @Nullable AppendBatch batch;
    private boolean unknown;
    private long left;
    private int company;

    AppendOperation(Append append, Asker<Position> asker, Operations operations, Appends appends) {
        super(append.channel(), asker, operations);
        this.append = append;
        this.appends = appends;
    }

    Append append() {
        return append;
    }

    @Override
    void begin() {
        batch = appends.add(this, connection());
    }

    @Override
    boolean withdraw() {
        return batch == null || batch.withdraw(this);
    }

    /** It is sent now. @param messages that share the call */
    void onLeaving(int messages) {
        if (append.trace() == null) return;
        company = messages;
        left = appends.tracing().now();
    }

    private void trace(@Nullable Failure failure) {
        if (append.trace() != null) appends.tracing().appended(append.trace(), channel, left, company, failure);
    }

    void onAppended(Position id) {
        trace(null);
        succeed(id);
    }

    /** @param fingerprint of the request that the idempotency key stands for */
    void onKnown(Position id, String fingerprint) {
        Idempotency idempotency = append.idempotency();
        boolean same = idempotency == null || fingerprint.equals(idempotency.fingerprint());
        trace(same ? null : Failure.KEY_REUSED);
        if (same) succeed(id);
        else
            fail(new Refusal(
                    Failure.KEY_REUSED,
                    "the idempotency key was used with another message in " + channel
                            + " during the last minutes; take a new key for a new message"));
    }

    void onError(RedisError error) {
        batch = null;
        if (!error.notExecuted()) {
            onPerhapsAppended();
            return;
        }
        trace(Failure.BACKBONE_AWAY);
        repeatLater(error);
    }

    /** @param sent false when the message certainly never reached Redis */
    void onBroken(boolean sent) {
        batch = null;
        if (sent) onPerhapsAppended();
        else repeat();
    }

    void onPerhapsAppended() {
        batch = null;
        trace(Failure.PUBLISH_UNKNOWN);
        unknown = true;
        if (append.idempotency() != null) repeatLater();
        else fail(onDeadline(true));
    }

    @Override
    Refusal onDeadline(boolean sent) {
        if (sent || unknown)
            return new Refusal(
                    Failure.PUBLISH_UNKNOWN,
                    "the backbone did not confirm in time that the message to " + channel
                            + " was appended; repeat the request with the same Idempotency-Key");
        return away("the message to " + channel + " was not appended; send it again in a moment");
    }
}
