package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What Redis keeps of one channel, one command at a time, and what can happen to it. */
final class SimulatedLog {
    final Truth truth;
    private final Random random;
    private List<Entry> entries = new ArrayList<>();
    private @Nullable Position position;
    private Map<String, Position> keys = new HashMap<>();
    private @Nullable Snapshot snapshot;

    private record Snapshot(List<Entry> entries, @Nullable Position position, Map<String, Position> keys) {}

    SimulatedLog(Channel channel, Random random) {
        this.truth = new Truth(channel);
        this.random = random;
    }

    private long tag() {
        return 1 + (long) (random.nextDouble() * (Position.TAGS - 2));
    }

    Position position() {
        if (position == null)
            position = entries.isEmpty()
                    ? new Position(0, tag())
                    : entries.get(entries.size() - 1).id();
        return position;
    }

    /** Appends, or returns nothing new for a key that is known. */
    @Nullable
    Entry append(Append append) {
        String key = append.idempotency() == null ? null : append.idempotency().slot();
        if (key != null && keys.containsKey(key)) return null;
        Position prev = position();
        Entry entry = new Entry(new Position(prev.offset() + 1, tag()), prev, append.message());
        entries.add(entry);
        position = entry.id();
        truth.appended(entry);
        if (key != null) keys.put(key, entry.id());
        while (entries.size() > append.retention().size()) truth.removed(entries.remove(0));
        return entry;
    }

    Position known(Append append) {
        return append.idempotency() == null
                ? position()
                : keys.getOrDefault(append.idempotency().slot(), position());
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

    void expire() {
        entries.forEach(truth::removed);
        entries.clear();
    }

    void trim(int keep) {
        while (entries.size() > keep) truth.removed(entries.remove(0));
    }

    /** The position's key is lost; the next command adopts the log's last id, or starts anew. */
    void losePosition() {
        position = null;
    }

    void flush() {
        expire();
        position = null;
        keys = new HashMap<>();
    }

    void takeSnapshot() {
        snapshot = new Snapshot(new ArrayList<>(entries), position, new HashMap<>(keys));
    }

    /** The server comes back with an older state: a snapshot, or a replica that lagged. */
    boolean restoreSnapshot() {
        if (snapshot == null) return false;
        entries = new ArrayList<>(snapshot.entries());
        position = snapshot.position();
        keys = new HashMap<>(snapshot.keys());
        return true;
    }
}
