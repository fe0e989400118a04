package io.tidings.transport.lean;

import io.netty.channel.WriteBufferWaterMark;

/**
 * What holds for every connection; shared by all. Immutable.
 *
 * @param mark where a session waits for room, and where it has some again
 * @param mostCommand bytes of the largest message that a client may send
 * @param endMillis how long a client may take to end its side of a connection after we have ended ours
 * @param mostUnread signs of life of a stream that may wait to leave; one more, and its client is taken for dead
 */
record Terms(WriteBufferWaterMark mark, int mostCommand, long endMillis, int mostUnread) {
    /** @param budget most bytes that a session may have waiting: it asks for more when half of it is free */
    static WriteBufferWaterMark mark(int budget) {
        int half = Math.max(2, budget / 2);
        // INVARIANT: whoever is not hungry, with half the budget or more waiting, is above the mark and told when it is
        // below.
        return new WriteBufferWaterMark(half / 2, half - 1);
    }
}
