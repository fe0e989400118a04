package io.tidings.core.port;

import io.tidings.model.Failure;

/**
 * The way to one client; confined to its session's lane. Frames leave in the order in which they were written, and not
 * before {@link #flush} need they leave at all. Nothing throws: a connection that is gone swallows what is written, and its
 * session hears of the end by itself.
 */
public interface Sink {
    /** Takes a frame; retains it where it is kept beyond the call. */
    void write(Frame frame);

    void flush();

    /** Bytes that were written and have not reached the socket. */
    long pendingBytes();

    /** A sign of life: a ping on a WebSocket, a comment on SSE. */
    void ping();

    /**
     * Sends what was written and ends the connection.
     *
     * @param why its close code ends a WebSocket
     */
    void close(Failure why);

    /** Ends the connection at once, and gives up what has not left. */
    void cut();
}
