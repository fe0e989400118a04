package io.tidings.simulation;

import java.util.function.Consumer;

/** The two ends of one connection. Whatever the client does reaches the service on the lane of the session. */
interface Line {
    /**
     * The client reads.
     *
     * @param frames how many, or about
     * @return whether the service has to hear of it, by {@link #onRead}
     */
    boolean read(int frames, Consumer<Said> reader);

    /** Whether the service has ended the connection and everything before that was read. */
    boolean isOver();

    /** The service sees that the client has read; on the session's lane. */
    void onRead();

    /** The client has read the end. */
    void end();

    /** The connection breaks under the client: nothing is read any more. */
    void cut();

    /** The session hears of the break; on its lane. */
    void onCut();
}
