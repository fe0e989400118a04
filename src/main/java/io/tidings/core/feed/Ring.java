package io.tidings.core.feed;

import io.tidings.model.Position;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent messages of a feed: each slot's {@code prev} is its predecessor's id, and the first one's is {@link #base}.
 * Slots are numbered by a sequence that only grows. Confined to its feed's lane.
 */
final class Ring {
    private static final int SMALLEST = 8;

    private Position base;
    private @Nullable Slot @Nullable [] slots;
    private int first;
    private int size;
    private int bytes;
    private long start;

    /** Neighbours in the order of use; kept by {@link RingBudget}. */
    @Nullable
    Ring colder;

    @Nullable
    Ring warmer;

    Ring(Position base) {
        this.base = base;
    }

    Position head() {
        return size == 0 ? base : slot(size - 1).entry.id();
    }

    /** Sequence of the oldest slot. */
    long start() {
        return start;
    }

    /** Sequence that the next slot will have. */
    long end() {
        return start + size;
    }

    int size() {
        return size;
    }

    int bytes() {
        return bytes;
    }

    void append(Slot slot) {
        if (!slot.entry.prev().equals(head()))
            throw new IllegalStateException(slot.entry.id() + " does not chain to " + head());
        if (slots == null) slots = new @Nullable Slot[SMALLEST];
        if (size == slots.length) slots = grown(slots);
        slots[first + size & slots.length - 1] = slot;
        size++;
        bytes += slot.entry.weight();
    }

    private @Nullable Slot[] grown(@Nullable Slot[] old) {
        @Nullable Slot[] grown = new @Nullable Slot[old.length * 2];
        for (int i = 0; i < size; i++) grown[i] = old[first + i & old.length - 1];
        first = 0;
        return grown;
    }

    /** Drops the oldest slot; there must be one. */
    void evict() {
        Slot oldest = slot(0);
        base = oldest.entry.id();
        if (slots != null) slots[first] = null;
        first = slots == null ? 0 : first + 1 & slots.length - 1;
        size--;
        start++;
        bytes -= oldest.entry.weight();
        oldest.release();
        if (size == 0) slots = null;
        if (size == 0) first = 0;
    }

    /** Drops all slots; the stream goes on after {@code position}. */
    void reset(Position position) {
        while (size > 0) evict();
        base = position;
    }

    /** Whether a position is the base or that of a slot. */
    boolean contains(Position position) {
        return sequenceAfter(position) >= 0;
    }

    /** The sequence of the slot that follows a position, {@link #end} after the head; -1 when the position is not known. */
    long sequenceAfter(Position position) {
        if (position.equals(base)) return start;
        if (size == 0) return -1;
        long index = position.offset() - slot(0).entry.id().offset();
        if (index < 0 || index >= size || !slot((int) index).entry.id().equals(position)) return -1;
        return start + index + 1;
    }

    /** The position before the slot of this sequence. */
    Position before(long sequence) {
        return sequence == end() ? head() : slot((int) (sequence - start)).entry.prev();
    }

    /** The slots from a sequence on; a view, good until the ring changes. */
    List<Slot> from(long sequence) {
        int skipped = (int) (sequence - start);
        return new AbstractList<>() {
            @Override
            public Slot get(int index) {
                return slot(skipped + index);
            }

            @Override
            public int size() {
                return size - skipped;
            }
        };
    }

    private Slot slot(int index) {
        Slot slot = slots == null ? null : slots[first + index & slots.length - 1];
        if (slot == null) throw new IndexOutOfBoundsException(index);
        return slot;
    }
}
