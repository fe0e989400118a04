package io.tidings.core.feed;

import io.tidings.core.port.LogPage;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log that was read for joins, kept for a moment: sessions that come back together share the read and the
 * encoded frames. Confined to its feed's lane.
 */
final class Replay {
    private final long from;
    private final LogPage page;
    private final List<Entry> entries;
    private final List<Slot> slots;
    private final long weight;
    /** When this part was asked for last. */
    long usedAt;

    /**
     * What this part of the log says to one join.
     *
     * @param slots what follows {@code start}; chained
     */
    record Answer(Position start, @Nullable Gap gap, List<Slot> slots) {
        Position end() {
            return slots.isEmpty() ? start : slots.get(slots.size() - 1).entry.id();
        }
    }

    Replay(long from, LogPage page) {
        this.from = from;
        this.page = page;
        this.entries = page.entries();
        this.slots = page.entries().stream().map(Slot::new).toList();
        this.weight = page.entries().stream().mapToLong(Entry::weight).sum();
    }

    /** Bytes that its messages take. */
    long weight() {
        return weight;
    }

    boolean isFromTheSameOffset(Replay other) {
        return from == other.from;
    }

    /** The last position of the log that this part knows of, or null when the log goes on behind it. */
    @Nullable
    Position end() {
        return page.end();
    }

    /** Whether messages at the end of the log are gone that led to its end. */
    boolean endsInAHole() {
        Position end = page.end();
        return end != null
                && !entries.isEmpty()
                && !entries.get(entries.size() - 1).id().equals(end);
    }

    /** Whether this part was cut right behind the position that a join asks from: it cannot tell what follows. */
    boolean isCutBehind(Join join) {
        if (!page.more() || entries.isEmpty() || !(join.since() instanceof Since.At at)) return false;
        return entries.get(entries.size() - 1).id().equals(at.position());
    }

    /** Whether this part reaches the offset that a join asks for. */
    boolean covers(Join join, Position feedHead) {
        long offset = join.fromOffset(feedHead);
        return offset >= from && (!page.more() || indexOf(offset) < entries.size());
    }

    /** The answer just after a read that covers the join; null when only another read can tell. */
    @Nullable
    Answer fresh(Join join, Position feedHead) {
        int first = indexOf(join.fromOffset(feedHead));
        if (!(join.since() instanceof Since.At at)) return lenient(first);
        Resume resume = Resume.of(at.position(), page.from(first));
        if (resume instanceof Resume.Broken broken) {
            if (join.fruitless == 0) return null;
            resume = broken.otherwise();
        }
        if (resume instanceof Resume.Complete complete)
            return new Answer(at.position(), null, slots(first, complete.missed()));
        Resume.Gap gap = (Resume.Gap) resume;
        Gap told = new Gap(gap.reason(), at.position(), gap.after());
        return new Answer(gap.after(), told, slots(first, gap.rest()));
    }

    private Answer lenient(int first) {
        List<Entry> rest = Resume.chained(entries.subList(first, entries.size()));
        Position start = rest.isEmpty() ? page.head() : rest.get(0).prev();
        return new Answer(start, null, slots(first, rest));
    }

    /**
     * The answer some time after the read: only what log matching makes certain, that something follows a position which
     * this part has; or, to who asked for no position, the part from the same offset on.
     */
    @Nullable
    Answer later(Join join, Position feedHead) {
        if (!(join.since() instanceof Since.At at))
            return join.fromOffset(feedHead) == from && !entries.isEmpty() ? lenient(0) : null;
        int first = indexOf(at.position().offset());
        if (first == entries.size()) return null;
        Resume resume = Resume.of(at.position(), page.from(first));
        if (!(resume instanceof Resume.Complete complete) || complete.missed().isEmpty()) return null;
        return new Answer(at.position(), null, slots(first, complete.missed()));
    }

    /** The index of the first entry at or above an offset; entries are in the order of the log. */
    private int indexOf(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).id().offset() < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private List<Slot> slots(int first, List<Entry> rest) {
        if (rest.isEmpty()) return List.of();
        int index = entries.get(first) == rest.get(0) ? first : first + 1;
        return slots.subList(index, index + rest.size());
    }

    void release() {
        for (Slot slot : slots) slot.release();
    }
}
