package io.tidings.core.port;

import io.tidings.model.Channel;
import io.tidings.model.Message;
import io.tidings.model.Retention;
import org.jspecify.annotations.Nullable;

/** A message to be appended to the log of its channel. */
public record Append(
        Channel channel,
        Message message,
        Retention retention,
        @Nullable Idempotency idempotency) {
    /**
     * What makes a repeated request known, for five minutes.
     *
     * @param slot hash of subject and key, safe in a key of the backbone
     * @param fingerprint hash of all that the publisher sent but the key
     */
    public record Idempotency(String slot, String fingerprint) {}
}
