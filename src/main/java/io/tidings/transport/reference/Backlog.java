package io.tidings.transport.reference;

import io.tidings.core.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were written to a connection and have not reached the socket, and who is told when there is room again. Confined
 * to its session's lane.
 */
final class Backlog {
    private final int half;
    private long bytes;
    private @Nullable Session session;

    /** @param budget most bytes that the session may have waiting */
    Backlog(int budget) {
        this.half = budget / 2;
    }

    /** Names the session that waits for room. */
    void serve(Session waiting) {
        session = waiting;
    }

    long bytes() {
        return bytes;
    }

    void add(int size) {
        bytes += size;
    }

    /** So many bytes have left, or never will: the connection is gone. */
    void remove(int size) {
        boolean wasHigh = bytes >= half;
        bytes -= size;
        if (wasHigh && bytes < half && session != null) session.onWritable();
    }
}
