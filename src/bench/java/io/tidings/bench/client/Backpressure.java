package io.tidings.bench.client;

/**
 * Lets a publisher run ahead of its readers, but not far.
 *
 * @param readers of each message; 0 when nobody listens, and nothing holds the publisher back
 * @param window  messages that may be on their way
 */
public record Backpressure(Tally tally, int readers, int window) {
    /** Nobody listens. */
    public static Backpressure none() {
        return new Backpressure(new Tally(0), 0, 0);
    }

    /** @param delivered the count of messages when the first of {@code sent} was published */
    boolean permits(long sent, long delivered) {
        return readers == 0 || sent * readers - (tally.messages() - delivered) < (long) window * readers;
    }
}
