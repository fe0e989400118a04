package io.tidings.simulation;

import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that ever was in the logs of one channel, on every server: the trees that appends make, and which fault has taken what.
 * An entry is <b>removed</b> where it is gone from a log that goes on behind it, and <b>abandoned</b> where a log goes on from
 * an earlier position, or on another server.
 */
final class Truth {
    private final BooleanSupplier split;
    private final Map<Position, Entry> entries = new HashMap<>();
    /** The positions before a first message. */
    private final Set<Position> births = new HashSet<>();

    private final Map<Position, Fault> removed = new HashMap<>();
    private final Map<Position, Fault> abandoned = new HashMap<>();

    /** @param split whether there are two servers: what one of them takes is not in the log of the other */
    Truth(BooleanSupplier split) {
        this.split = split;
    }

    void born(Position position) {
        births.add(position);
        if (split.getAsBoolean()) abandoned.put(position, Fault.FAILED_OVER);
    }

    void appended(Entry entry) {
        entries.put(entry.id(), entry);
        if (split.getAsBoolean()) abandoned.put(entry.id(), Fault.FAILED_OVER);
    }

    void removed(Entry entry, Fault cause) {
        removed.put(entry.id(), cause);
    }

    /** A log that ended at one position ends at another now: what led to the first alone is abandoned. */
    void rewritten(Position from, Position to, Fault cause) {
        Position left = from;
        Position kept = to;
        while (!left.equals(kept)) {
            boolean leave = left.offset() >= kept.offset();
            if (leave) abandoned.put(left, cause);
            if (left.offset() == 0 && kept.offset() == 0) return;
            if (leave && left.offset() > 0) left = before(left);
            else kept = before(kept);
        }
    }

    boolean knows(Position position) {
        return entries.containsKey(position) || births.contains(position);
    }

    @Nullable
    Entry entry(Position id) {
        return entries.get(id);
    }

    /** The position before that of an entry, on its branch. */
    Position before(Position id) {
        Entry entry = entries.get(id);
        if (entry == null) throw new IllegalStateException(id + " was never appended");
        return entry.prev();
    }

    /**
     * Why a subscriber hears of a gap.
     *
     * @param takenBack what led to the subscriber's position and is not before the one where the stream goes on
     */
    record Cause(Fault fault, List<Position> takenBack) {}

    /**
     * What makes a gap true; null when nothing does. Where the subscriber's position leads to where the stream goes on, all
     * between them must have been removed; where it does not, the subscriber's position must have been abandoned.
     */
    @Nullable
    Cause causeOf(Position since, Position id) {
        List<Position> takenBack = new ArrayList<>();
        Position left = since;
        Position reached = id;
        Fault removal = null;
        boolean allRemoved = true;
        while (!left.equals(reached) && (left.offset() > 0 || reached.offset() > 0)) {
            if (reached.offset() >= left.offset()) {
                removal = removed.get(reached);
                allRemoved &= removal != null;
                reached = before(reached);
            } else {
                takenBack.add(left);
                left = before(left);
            }
        }
        Fault fault = left.equals(reached) && takenBack.isEmpty() ? allRemoved ? removal : null : abandoned.get(since);
        return fault == null ? null : new Cause(fault, takenBack);
    }
}
