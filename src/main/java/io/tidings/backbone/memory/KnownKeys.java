package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The idempotency keys of one channel and what each was answered, for five minutes. Confined to its lane. */
final class KnownKeys {
    private static final long LIFETIME_MILLIS = 5 * 60_000;

    /** INVARIANT: in the order in which they expire, as all live equally long. */
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private record Answer(Position id, String fingerprint, long end) {}

    /**
     * What a repeated request was answered, or null for a new one.
     *
     * @throws Refusal {@link Failure#KEY_REUSED}, when the key came with another message
     */
    @Nullable
    Position answer(Channel channel, Append.Idempotency idempotency) {
        Answer answer = answers.get(idempotency.slot());
        if (answer == null) return null;
        if (!answer.fingerprint.equals(idempotency.fingerprint()))
            throw new Refusal(
                    Failure.KEY_REUSED,
                    "the idempotency key was used on " + channel
                            + " with another message less than five minutes ago; take a new key for a new message");
        return answer.id;
    }

    void remember(Append.Idempotency idempotency, Position id, long now) {
        answers.put(idempotency.slot(), new Answer(id, idempotency.fingerprint(), now + LIFETIME_MILLIS));
    }

    /** Forgets what has ended. @return whether nothing is left */
    boolean expire(long now) {
        Iterator<Answer> oldest = answers.values().iterator();
        while (oldest.hasNext() && oldest.next().end <= now) oldest.remove();
        return answers.isEmpty();
    }

    /** When the oldest key expires; {@link Long#MAX_VALUE} when there is none. */
    long nextExpiry() {
        return answers.isEmpty() ? Long.MAX_VALUE : answers.values().iterator().next().end;
    }
}
