package io.tidings.core.fanout;

import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;

/**
 * What waits to be written to one session, bounded in bytes: one slow subscriber costs the others nothing. Confined to its
 * session's lane.
 */
public final class Outbox {
    private final Sink sink;
    private final Outboxes all;
    private boolean over;

    /** What {@link Outboxes} has counted of this one. */
    long counted;

    /** Where this one stands among the open ones; -1 when it does not. Kept by {@link Outboxes}. */
    int place = -1;

    Outbox(Sink sink, Outboxes all) {
        this.sink = sink;
        this.all = all;
    }

    /**
     * Writes a frame. One that is alone always fits, however large.
     *
     * @return false when the budget does not allow it: nothing is written any more, and the owner has to end the session
     */
    public boolean write(Frame frame) {
        if (!fits(frame.size())) return false;
        sink.write(frame);
        return true;
    }

    /** Writes two frames that mean nothing apart: both, or neither. */
    public boolean write(Frame first, Frame second) {
        if (!fits(first.size() + second.size())) return false;
        sink.write(first);
        sink.write(second);
        return true;
    }

    private boolean fits(int bytes) {
        long pending = sink.pendingBytes();
        long waiting = pending + bytes;
        if (pending > 0 && (waiting > all.budget() || !all.allows(waiting))) over = true;
        if (!over) all.count(this, waiting);
        return !over;
    }

    public void flush() {
        sink.flush();
    }

    /** Whether less than half of the budget waits: a good moment to ask for more. */
    public boolean isHungry() {
        return sink.pendingBytes() < all.budget() / 2;
    }

    public Sink sink() {
        return sink;
    }
}
