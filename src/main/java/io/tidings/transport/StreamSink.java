package io.tidings.transport;

import io.tidings.core.port.Sink;
import io.tidings.core.session.StreamSession;

/**
 * The way to the client of one event stream. What is written before {@link #serve} is gathered, as the request may still be
 * refused with a status of its own.
 */
public interface StreamSink extends Sink {
    /** Takes bytes that are nobody else's. */
    void write(byte[] bytes);

    /** The stream begins, with the head that the response has; tells this session of room, and of the client's end. */
    void serve(StreamSession session);
}
