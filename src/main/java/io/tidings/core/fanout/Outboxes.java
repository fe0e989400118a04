package io.tidings.core.fanout;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be written to all sessions of a lane, bounded in bytes. Each session may have as much waiting as is left of the
 * whole (dynamic thresholds, Choudhury and Hahne 1998): a few slow ones have much, of thousands each has little, and something is
 * always left for those who read. Connections that have been said goodbye count until their last words are gone, or they are cut.
 * Confined to its lane.
 */
public final class Outboxes {
    /** How long last words may take, in milliseconds. */
    static final long LAST_WORDS = 10_000;

    private static final long LOOK = 1_000;

    private final Lane lane;
    private final int budget;
    private final long most;
    private final List<Outbox> open = new ArrayList<>();
    private final ArrayDeque<Leaving> leaving = new ArrayDeque<>();
    /** INVARIANT: at least what waits, as what is written is counted at once, and what has left only at a recount. */
    private long counted;

    private record Leaving(Sink sink, long until) {}

    /**
     * @param budget most bytes that may wait for one session
     * @param most bytes that may wait for all
     */
    public Outboxes(Lane lane, int budget, long most) {
        this.lane = lane;
        this.budget = budget;
        this.most = most;
    }

    /** Most bytes that may wait for one session. */
    int budget() {
        return budget;
    }

    /** The outbox of a session that begins. */
    public Outbox open(Sink sink) {
        Outbox outbox = new Outbox(sink, this);
        outbox.place = open.size();
        open.add(outbox);
        return outbox;
    }

    /** The session has ended; an outbox may be closed twice. */
    public void close(Outbox outbox) {
        if (outbox.place < 0) return;
        Outbox last = open.remove(open.size() - 1);
        if (last != outbox) {
            open.set(outbox.place, last);
            last.place = outbox.place;
        }
        outbox.place = -1;
        counted -= outbox.counted;
        outbox.counted = 0;
    }

    /** A connection has been said goodbye: it is cut unless all that was written to it leaves in time. */
    public void leave(Sink sink) {
        if (sink.pendingBytes() == 0) return;
        if (leaving.isEmpty()) lane.schedule(LOOK, this::look);
        leaving.add(new Leaving(sink, lane.now() + LAST_WORDS));
        counted += sink.pendingBytes();
    }

    private void look() {
        leaving.removeIf(each -> each.sink().pendingBytes() == 0);
        while (!leaving.isEmpty() && leaving.getFirst().until() <= lane.now()) cutFirst();
        if (!leaving.isEmpty()) lane.schedule(LOOK, this::look);
    }

    private void cutFirst() {
        leaving.removeFirst().sink().cut();
    }

    /** So many bytes wait for a session, or are about to. */
    void count(Outbox outbox, long waiting) {
        counted += waiting - outbox.counted;
        outbox.counted = waiting;
    }

    /** Whether a session may have so many bytes waiting; those who are leaving go first. */
    boolean allows(long waiting) {
        if (waiting <= most - counted) return true;
        recount();
        while (waiting > most - counted && !leaving.isEmpty()) {
            counted -= leaving.getFirst().sink().pendingBytes();
            cutFirst();
        }
        return waiting <= most - counted;
    }

    private void recount() {
        counted = 0;
        for (Outbox outbox : open) {
            outbox.counted = outbox.sink().pendingBytes();
            counted += outbox.counted;
        }
        for (Leaving each : leaving) counted += each.sink().pendingBytes();
    }
}
