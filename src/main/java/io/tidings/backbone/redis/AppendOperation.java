package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.core.port.Append.Idempotency;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.vertx.redis.client.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends one message. Confined to the loop. INVARIANT: it is repeated only when the last attempt certainly had no effect,
 * or when an idempotency key makes a second effect impossible.
 */
final class AppendOperation extends Operation<Position> {
    private final Append append;
    private final PublishScript publish;
    private boolean unknown;

    AppendOperation(Append append, Asker<Position> asker, Operations operations, PublishScript publish) {
        super(append.channel(), asker, operations);
        this.append = append;
        this.publish = publish;
    }

    @Override
    void begin() {
        send(publish.request(append));
    }

    @Override
    public boolean isOfPublication() {
        return true;
    }

    @Override
    public void onReply(@Nullable Response reply) {
        try {
            onOutcome(publish.outcome(Objects.requireNonNull(reply)));
        } catch (RuntimeException e) {
            onPerhapsAppended();
        }
    }

    private void onOutcome(PublishScript.Outcome outcome) {
        Idempotency idempotency = append.idempotency();
        boolean other = idempotency != null
                && outcome.fingerprint() != null
                && !outcome.fingerprint().equals(idempotency.fingerprint());
        if (other)
            fail(new Refusal(
                    Failure.KEY_REUSED,
                    "the idempotency key was used with another message in " + channel
                            + " during the last minutes; take a new key for a new message"));
        else succeed(outcome.id());
    }

    @Override
    public void onError(RedisError error) {
        if (error.notExecuted()) repeatLater(error);
        else onPerhapsAppended();
    }

    @Override
    public void onBroken(boolean sent) {
        if (sent) onPerhapsAppended();
        else repeat();
    }

    private void onPerhapsAppended() {
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
