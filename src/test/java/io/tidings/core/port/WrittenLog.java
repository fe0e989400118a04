package io.tidings.core.port;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log that a test writes by hand: appends, forgets, goes back to what it was, and is cut into pages. */
public final class WrittenLog {
    /** A page that holds any of these logs. */
    public static final Backbone.Bounds ALL = new Backbone.Bounds(100_000, Integer.MAX_VALUE);

    private static long tags;

    private final List<Entry> entries = new ArrayList<>();
    private Position head;

    /** A log without messages. */
    public WrittenLog() {
        this(0);
    }

    /** @param offset of the position that the log starts from */
    public WrittenLog(long offset) {
        head = new Position(offset, ++tags);
    }

    public Position head() {
        return head;
    }

    /** What the log still has. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public Entry last() {
        return entries.get(entries.size() - 1);
    }

    public Entry append() {
        return append(16);
    }

    /**
     * Appends a message.
     *
     * @param bytes of the message
     */
    public Entry append(int bytes) {
        Position id = new Position(head.offset() + 1, ++tags);
        Entry entry = new Entry(id, head, new Message("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII)));
        entries.add(entry);
        head = id;
        return entry;
    }

    /** Appends a number of messages and gives them. */
    public List<Entry> append(int count, int bytes) {
        List<Entry> added = new ArrayList<>();
        for (int i = 0; i < count; i++) added.add(append(bytes));
        return added;
    }

    /** Forgets all but the last messages. */
    public void trimTo(int most) {
        while (entries.size() > most) entries.remove(0);
    }

    /** Loses its last message, not the position: somebody deleted it. */
    public void deleteLast() {
        entries.remove(entries.size() - 1);
    }

    /** Loses the messages, not the position: they were too old. */
    public void expire() {
        entries.clear();
    }

    /** Goes back to where it was at an offset: a snapshot was restored. */
    public void restore(long offset) {
        entries.removeIf(entry -> entry.id().offset() > offset);
        Position restored = entries.isEmpty() ? new Position(offset, ++tags) : last().id();
        head = restored;
    }

    /** Puts an entry behind the others, whatever its predecessor; it becomes the log's position. */
    public void damage(Entry entry) {
        entries.add(entry);
        head = entry.id();
    }

    public LogPage page(long from, Backbone.Bounds bounds) {
        List<Entry> rest =
                entries.stream().filter(entry -> entry.id().offset() >= from).toList();
        int end = 0;
        long bytes = 0;
        while (end < rest.size() && end < bounds.entries()) {
            bytes += rest.get(end).message().json().length;
            if (bytes > bounds.bytes() && end > 0) break;
            end++;
        }
        return new LogPage(List.copyOf(rest.subList(0, end)), head, end < rest.size());
    }
}
