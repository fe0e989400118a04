package io.tidings.core.feed;

import io.tidings.core.port.LogPage;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Position;
import java.util.List;

/**
 * What a log says to one who was last at some position. Pure: the log-matching rule of Raft (Ongaro and Ousterhout 2014,
 * section 5.3) applied to replay.
 */
public sealed interface Resume {
    /** Everything after the requested position, in order; empty when nothing was missed. */
    record Complete(List<Entry> missed) implements Resume {}

    /** What cannot be had, then what can; the stream goes on after {@code after}. */
    record Gap(Reason reason, Position after, List<Entry> rest) implements Resume {}

    /** The log has the position, yet not what follows it: read once more, and only then believe the gap. */
    record Broken(Gap otherwise) implements Resume {}

    /**
     * Compares a position with a part of the log.
     *
     * @param page the log from the offset of {@code since} on; what stands after a break of its chain is left out
     */
    static Resume of(Position since, LogPage page) {
        List<Entry> entries = page.entries();
        if (entries.isEmpty()) return ofNothing(since, page.head());
        Entry first = entries.get(0);
        if (first.id().equals(since)) return ofFound(since, page);
        if (first.prev().equals(since)) return new Complete(chained(entries));
        if (page.head().equals(since)) return new Complete(List.of());
        Reason reason = first.id().offset() > since.offset() + 1 ? Reason.TRIMMED : Reason.REWRITTEN;
        return new Gap(reason, first.prev(), chained(entries));
    }

    private static Resume ofNothing(Position since, Position head) {
        if (head.equals(since)) return new Complete(List.of());
        return new Gap(head.offset() > since.offset() ? Reason.EXPIRED : Reason.REWRITTEN, head, List.of());
    }

    private static Resume ofFound(Position since, LogPage page) {
        List<Entry> chained = chained(page.entries());
        if (chained.size() > 1) return new Complete(chained.subList(1, chained.size()));
        List<Entry> beyond = page.entries().subList(1, page.entries().size());
        Position after = beyond.isEmpty() ? page.end() : beyond.get(0).prev();
        if (after == null || after.equals(since)) return new Complete(List.of());
        return new Broken(new Gap(Reason.REWRITTEN, after, chained(beyond)));
    }

    /** The entries up to the first whose {@code prev} is not its predecessor's id. */
    static List<Entry> chained(List<Entry> entries) {
        int end = Math.min(1, entries.size());
        while (end < entries.size()
                && entries.get(end).prev().equals(entries.get(end - 1).id())) end++;
        return entries.subList(0, end);
    }
}
