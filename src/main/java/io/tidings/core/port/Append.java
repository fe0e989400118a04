package io.tidings.core.port;

import io.tidings.model.Channel;
import io.tidings.model.Message;
import io.tidings.model.Retention;
import org.jspecify.annotations.Nullable;

/**
 * A message to be appended to the log of its channel.
 *
 * @param trace where its publication is followed, as a {@code traceparent}: it travels with the message, and is no part of it
 */
public record Append(
        Channel channel,
        Message message,
        Retention retention,
        @Nullable Idempotency idempotency,
        @Nullable String trace) {
    /** A message that nobody follows. */
    public Append(Channel channel, Message message, Retention retention, @Nullable Idempotency idempotency) {
        this(channel, message, retention, idempotency, null);
    }

    /**
     * What makes a repeated request known, for five minutes.
     *
     * @param slot hash of subject and key, safe in a key of the backbone
     * @param fingerprint hash of all that the publisher sent but the key
     */
    public record Idempotency(String slot, String fingerprint) {}
}
