package io.tidings.core.feed;

import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that came while the feed was reading its log; bounded, and chained to the head by {@code prev} afterwards.
 * Confined to its feed's lane.
 */
final class Held {
    /** Most messages that are held. */
    static final int MAX_ENTRIES = 256;
    /** Most bytes that are held. */
    static final int MAX_BYTES = 1 << 20;

    private final List<Entry> entries = new ArrayList<>();
    private int bytes;
    private int beforeRead;
    private boolean overflown;

    /** Keeps a message; one too many drops them all, and then only the log can tell. */
    void add(Entry entry) {
        bytes += entry.weight();
        if (entries.size() >= MAX_ENTRIES || bytes > MAX_BYTES) {
            clear();
            overflown = true;
        } else {
            entries.add(entry);
        }
    }

    /** The log is about to be read: it has, or has lost, all that is held now. */
    void readStarts() {
        beforeRead = entries.size();
        overflown = false;
    }

    /** Takes the message that follows the head; null when none does. */
    @Nullable
    Entry takeAfter(Position head) {
        for (int i = 0; i < entries.size(); i++) if (entries.get(i).prev().equals(head)) return remove(i);
        return null;
    }

    private Entry remove(int index) {
        if (index < beforeRead) beforeRead--;
        Entry taken = entries.remove(index);
        bytes -= taken.weight();
        return taken;
    }

    /**
     * Takes the held messages that lead, each chained to the next, to a position: as far back as they go, but not beyond the
     * head. In the order of the log.
     */
    List<Entry> takeChain(Position head, Position target) {
        LinkedList<Entry> chain = new LinkedList<>();
        Position wanted = target;
        for (int i = indexOf(wanted); i >= 0 && !wanted.equals(head); i = indexOf(wanted)) {
            chain.addFirst(remove(i));
            wanted = chain.getFirst().prev();
        }
        return chain;
    }

    private int indexOf(Position id) {
        for (int i = entries.size() - 1; i >= 0; i--) if (entries.get(i).id().equals(id)) return i;
        return -1;
    }

    /** Drops what the ring has, and what came before the read that has now ended: the log decided against it. */
    void dropKnown(Ring ring) {
        int index = 0;
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); index++) {
            Entry entry = each.next();
            if (index >= beforeRead && !ring.contains(entry.id())) continue;
            bytes -= entry.weight();
            each.remove();
        }
        beforeRead = 0;
    }

    /** Whether only another read can tell what came meanwhile. */
    boolean needsRead() {
        return overflown || !entries.isEmpty();
    }

    void clear() {
        entries.clear();
        bytes = 0;
        beforeRead = 0;
        overflown = false;
    }
}
