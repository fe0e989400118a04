package io.tidings.model;

/**
 * One message in the log of its channel.
 *
 * @param id the position that this append drew
 * @param prev the position of the channel just before it: what chains the log
 */
public record Entry(Position id, Position prev, Message message) {
    /** Bytes that this entry is counted with wherever memory is bounded: its JSON and about what the objects weigh. */
    public int weight() {
        return message.json().length + 96;
    }
}
