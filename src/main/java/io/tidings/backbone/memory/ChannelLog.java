package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone.Bounds;
import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One channel: its position, its history and its idempotency keys, each with its own end. Confined to its lane. What has
 * ended is forgotten by {@link #expire}, which comes before every other use.
 */
final class ChannelLog {
    private static final long POSITION_MILLIS = 7 * 24 * 3_600_000L;

    final Channel channel;
    final EntryRing entries = new EntryRing();
    /** When the whole history ends, on the lane's clock. */
    long entriesEnd;

    @Nullable
    Position position;

    /** Kept by {@link Sweep}: the next time it comes by. */
    long nextVisit = Long.MAX_VALUE;

    /** Null while none is known. */
    @Nullable
    KnownKeys keys;

    private long positionEnd;
    private boolean watched;

    ChannelLog(Channel channel) {
        this.channel = channel;
    }

    boolean isWatched() {
        return watched;
    }

    /** A watched channel keeps its position; the seven days begin when the watch ends. */
    void watched(boolean watched, long now) {
        this.watched = watched;
        positionEnd = now + POSITION_MILLIS;
    }

    /** Creates the position of a channel that has none; never changes one that is there. */
    Position open(long now, LongSupplier tags) {
        Position known = position;
        if (known != null) return known;
        int size = entries.size();
        Position created = size > 0 ? entries.at(size - 1).id() : new Position(0, tags.getAsLong());
        moveTo(created, now);
        return created;
    }

    /**
     * What an earlier append under the same key was answered, or null.
     *
     * @throws io.tidings.model.Refusal when the key came with another message
     */
    @Nullable
    Position answered(Append.@Nullable Idempotency idempotency) {
        return idempotency == null || keys == null ? null : keys.answer(channel, idempotency);
    }

    Entry append(Append append, long now, LongSupplier tags) {
        Position prev = open(now, tags);
        Position id = new Position(prev.offset() + 1, tags.getAsLong());
        Entry entry = new Entry(id, prev, append.message(), append.trace());
        entries.append(entry);
        entries.trimTo(append.retention().size());
        entriesEnd = now + append.retention().age().toMillis();
        moveTo(id, now);
        Append.Idempotency idempotency = append.idempotency();
        if (idempotency != null) remember(idempotency, id, now);
        return entry;
    }

    private void remember(Append.Idempotency idempotency, Position id, long now) {
        if (keys == null) keys = new KnownKeys();
        keys.remember(idempotency, id, now);
    }

    /** @param head the position of this channel, which {@link #open} gave */
    LogPage page(long fromOffset, Bounds bounds, Position head) {
        List<Entry> page = new ArrayList<>();
        int next = entries.indexFrom(fromOffset);
        long bytes = 0;
        while (next < entries.size() && page.size() < bounds.entries()) {
            Entry entry = entries.at(next);
            bytes += entry.message().json().length;
            if (bytes > bounds.bytes() && !page.isEmpty()) break;
            page.add(entry);
            next++;
        }
        return new LogPage(List.copyOf(page), head, next < entries.size());
    }

    /** Forgets what has ended. */
    void expire(long now) {
        if (entriesEnd <= now) entries.clear();
        if (positionEnd <= now && !watched) position = null;
        if (keys != null && keys.expire(now)) keys = null;
    }

    /** When the next part ends; {@link Long#MAX_VALUE} when nothing ever does. */
    long nextExpiry() {
        long next = keys == null ? Long.MAX_VALUE : keys.nextExpiry();
        if (entries.size() > 0) next = Math.min(next, entriesEnd);
        if (position != null && !watched) next = Math.min(next, positionEnd);
        return next;
    }

    /** Whether nothing is lost when this channel is forgotten. */
    boolean isEmpty() {
        return !watched && nextExpiry() == Long.MAX_VALUE;
    }

    private void moveTo(Position next, long now) {
        position = next;
        positionEnd = now + POSITION_MILLIS;
    }
}
