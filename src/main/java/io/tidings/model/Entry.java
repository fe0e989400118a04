package io.tidings.model;

import org.jspecify.annotations.Nullable;

/**
 * One message in the log of its channel.
 *
 * @param id the position that this append drew
 * @param prev the position of the channel just before it: what chains the log
 * @param trace where its publication is followed, as a {@code traceparent}; null for nearly all
 */
public record Entry(
        Position id,
        Position prev,
        Message message,
        @Nullable String trace) {
    /** An entry that nobody follows. */
    public Entry(Position id, Position prev, Message message) {
        this(id, prev, message, null);
    }

    /** Bytes that this entry is counted with wherever memory is bounded: its JSON and about what the objects weigh. */
    public int weight() {
        return message.json().length + 96;
    }
}
