package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.LogPage;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one server keeps of one channel, one command at a time, and what can happen to it. */
final class SimulatedLog {
    private final Truth truth;
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Position position;
    private Map<String, Known> keys = new HashMap<>();
    /** The position that was lost, and not replaced so far. */
    private @Nullable Position lost;
    /** What has taken it. */
    private @Nullable Fault cause;

    private record Known(Position id, String fingerprint) {}

    SimulatedLog(Truth truth, Random random) {
        this.truth = truth;
        this.random = random;
    }

    /** The same state, on another server or in a snapshot. */
    SimulatedLog copy() {
        SimulatedLog copy = new SimulatedLog(truth, random);
        copy.position = position();
        copy.entries.addAll(entries);
        copy.keys = new HashMap<>(keys);
        return copy;
    }

    /** Drops the last entries, which a replica has not had. */
    void lag(int last) {
        for (int i = 0; i < last && !entries.isEmpty(); i++) {
            Position lost = position();
            position = truth.before(lost);
            entries.removeIf(entry -> entry.id().equals(lost));
            keys.values().removeIf(known -> known.id().equals(lost));
        }
    }

    private long tag() {
        return 1 + (long) (random.nextDouble() * (Position.TAGS - 2));
    }

    Position position() {
        if (position == null) position = adopted();
        return position;
    }

    /** The position of a channel that has none. */
    private Position adopted() {
        Position adopted = entries.isEmpty()
                ? new Position(0, tag())
                : entries.get(entries.size() - 1).id();
        if (entries.isEmpty()) truth.born(adopted);
        if (lost != null && cause != null) truth.rewritten(lost, adopted, cause);
        lost = null;
        return adopted;
    }

    /** The position of a message with the same key, or null when this one has to be appended. */
    @Nullable
    Position known(Append append) {
        Append.Idempotency key = append.idempotency();
        Known known = key == null ? null : keys.get(key.slot());
        if (known == null || key == null) return null;
        if (!known.fingerprint().equals(key.fingerprint())) throw new Refusal(Failure.KEY_REUSED);
        return known.id();
    }

    Entry append(Append append) {
        Position prev = position();
        Entry entry = new Entry(new Position(prev.offset() + 1, tag()), prev, append.message());
        entries.add(entry);
        position = entry.id();
        truth.appended(entry);
        Append.Idempotency key = append.idempotency();
        if (key != null) keys.put(key.slot(), new Known(entry.id(), key.fingerprint()));
        trim(append.retention().size(), Fault.LOG_TRIMMED);
        return entry;
    }

    /** What this log remembers keys by: the same object as long as it forgets none. */
    Object memory() {
        return keys;
    }

    LogPage read(long from, Backbone.Bounds bounds) {
        List<Entry> page = new ArrayList<>();
        boolean more = false;
        long bytes = 0;
        for (Entry entry : entries) {
            if (entry.id().offset() < from) continue;
            bytes += entry.message().json().length;
            more = page.size() == bounds.entries() || bytes > bounds.bytes() && !page.isEmpty();
            if (more) break;
            page.add(entry);
        }
        return new LogPage(List.copyOf(page), position(), more);
    }

    void trim(int keep, Fault why) {
        while (entries.size() > keep) truth.removed(entries.remove(0), why);
    }

    /** One message in front of the last is gone, more likely one of the later ones. */
    void delete(Fault why) {
        if (entries.size() < 2) return;
        int behind = 1 + random.nextInt(1 + random.nextInt(entries.size() - 1));
        truth.removed(entries.remove(entries.size() - 1 - behind), why);
    }

    /** The last message is gone, and the position still names it. */
    void deleteLast(Fault why) {
        Position last = position();
        if (!entries.isEmpty()) truth.removed(entries.remove(entries.size() - 1), why);
        position = last;
    }

    /** The position's key is lost; the next command adopts the log's last id, or starts anew. */
    void losePosition(Fault why) {
        if (position != null) lost = position;
        position = null;
        cause = why;
    }

    void flush(Fault why) {
        trim(0, why);
        losePosition(why);
        keys = new HashMap<>();
    }
}
