package io.tidings.backbone.memory;

import io.tidings.model.Entry;
import java.util.Arrays;

/** The entries of one log, from the oldest to the newest. Confined to its lane. */
final class EntryRing {
    private static final Entry[] NONE = {};
    private static final int SMALLEST = 4;

    private Entry[] slots = NONE;
    private int oldest;
    private int size;

    int size() {
        return size;
    }

    /** @param index 0 is the oldest */
    Entry at(int index) {
        if (index < 0 || index >= size) throw new IndexOutOfBoundsException("entry " + index + " of " + size);
        return slots[slot(index)];
    }

    /** @param entry newer than all that are there */
    void append(Entry entry) {
        if (size == slots.length) grow();
        slots[slot(size)] = entry;
        size++;
    }

    /** Removes the oldest entries until no more than these are left. */
    @SuppressWarnings("NullAway") // an empty slot must not hold its entry in memory
    void trimTo(int most) {
        while (size > most) {
            slots[oldest] = null;
            oldest = slot(1);
            size--;
        }
        if (size == 0) clear();
    }

    void clear() {
        slots = NONE;
        oldest = 0;
        size = 0;
    }

    /** The index of the first entry at or after an offset; the size when all lie before it. */
    int indexFrom(long offset) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).id().offset() < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void grow() {
        Entry[] wider = Arrays.copyOf(slots, Math.max(SMALLEST, size * 2));
        System.arraycopy(slots, oldest, wider, 0, size - oldest);
        System.arraycopy(slots, 0, wider, size - oldest, oldest);
        slots = wider;
        oldest = 0;
    }

    /** Only called while there are slots. */
    private int slot(int index) {
        int slot = oldest + index;
        return slot < slots.length ? slot : slot - slots.length;
    }
}
