package io.tidings.core.port;

import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log.
 *
 * @param entries in the order of the log
 * @param head the channel's position, no newer than the entries
 * @param more whether the log has entries after these
 */
public record LogPage(List<Entry> entries, Position head, boolean more) {
    /** The same page without its first entries. */
    public LogPage from(int index) {
        return new LogPage(entries.subList(index, entries.size()), head, more);
    }

    /**
     * Where the channel was when the log was read; null when there are entries after these. It is its position, but the last
     * entry where that is newer; where the last entry is older, what followed it was taken out of the log.
     */
    public @Nullable Position end() {
        if (more) return null;
        Position last =
                entries.isEmpty() ? head : entries.get(entries.size() - 1).id();
        return last.offset() > head.offset() ? last : head;
    }
}
