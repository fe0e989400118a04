package io.tidings.core.port;

/**
 * Encoded bytes, ready to be written to any number of sessions; immutable and counted by reference. A new frame has one
 * reference, its maker's; at the last release its memory may be used again. Counting is safe from any thread.
 */
public interface Frame {
    /** Bytes on the wire. */
    int size();

    void retain();

    void release();
}
