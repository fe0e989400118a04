package io.tidings.backbone.redis;

import io.tidings.core.port.Backbone.Bounds;
import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of a log: the position first, the entries after its answer, so that the position is never newer; chunk by
 * chunk, as XRANGE knows no bound in bytes. Confined to the loop.
 */
final class ReadOperation extends Question<LogPage> {
    private static final System.Logger LOG = System.getLogger(ReadOperation.class.getName());
    private static final int FIRST_CHUNK = 100;
    private static final int LARGEST_CHUNK = 1_000;

    /** What the operation needs to know of the layout. */
    record Layout(Keys keys, OpenScript open) {}

    private final long fromOffset;
    private final Bounds bounds;
    private final Layout layout;
    private final List<Entry> entries = new ArrayList<>();
    private long bytes;
    private int asked;
    private @Nullable Position head;

    ReadOperation(
            Channel channel,
            long fromOffset,
            Bounds bounds,
            Asker<LogPage> asker,
            Operations operations,
            Layout layout) {
        super(channel, asker, operations);
        this.fromOffset = fromOffset;
        this.bounds = bounds;
        this.layout = layout;
    }

    @Override
    void begin() {
        entries.clear();
        bytes = 0;
        head = null;
        send(layout.open.request(channel));
    }

    @Override
    void onAnswer(@Nullable Response reply) {
        try {
            if (head == null) onHead(layout.open.position(reply));
            else onEntries(head, reply);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Something else than Tidings writes here; channel={0}", channel);
            fail(foreign(channel));
        }
    }

    private void onHead(Position position) {
        head = position;
        readOn(Long.toString(fromOffset));
    }

    private void onEntries(Position position, @Nullable Response range) {
        int count = range == null ? 0 : range.size();
        for (int i = 0; i < count; i++) {
            Entry entry = entry(Objects.requireNonNull(range).get(i));
            if (!fits(entry)) {
                finish(position, true);
                return;
            }
            entries.add(entry);
            bytes += entry.message().json().length;
        }
        if (count < asked) finish(position, false);
        else readOn("(" + entries.get(entries.size() - 1).id());
    }

    private boolean fits(Entry entry) {
        if (entries.isEmpty()) return true;
        return entries.size() < bounds.entries() && bytes + entry.message().json().length <= bounds.bytes();
    }

    private void finish(Position position, boolean more) {
        succeed(new LogPage(List.copyOf(entries), position, more));
    }

    private void readOn(String from) {
        asked = chunk();
        send(Request.cmd(Command.XRANGE)
                .arg(layout.keys.log(channel))
                .arg(from)
                .arg("+")
                .arg("COUNT")
                .arg(asked));
    }

    /** One more than the page may still take, by count and by the size that entries had so far: it tells whether there is more. */
    private int chunk() {
        int wanted = bounds.entries() - entries.size();
        if (entries.isEmpty()) return Math.min(wanted, FIRST_CHUNK) + 1;
        long average = Math.max(1, bytes / entries.size());
        long affordable = (bounds.bytes() - bytes) / average;
        return (int) Math.max(0, Math.min(Math.min(wanted, affordable), LARGEST_CHUNK)) + 1;
    }

    private static Entry entry(Response entry) {
        Response fields = entry.get(1);
        Position id = Position.parse(entry.get(0).toString());
        Position prev = null;
        Message message = null;
        String trace = null;
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String field = fields.get(i).toString();
            if (field.equals("p")) prev = Position.parse(fields.get(i + 1).toString());
            else if (field.equals("m")) message = new Message(fields.get(i + 1).toBytes());
            else if (field.equals("t")) trace = fields.get(i + 1).toString();
        }
        if (prev == null || message == null) throw new IllegalArgumentException("an entry without p or m");
        return new Entry(id, prev, message, trace);
    }

    @Override
    Refusal onDeadline(boolean sent) {
        return away("the history of " + channel + " could not be read in time; try again in a moment");
    }

    static Refusal foreign(Channel channel) {
        return away("the log of " + channel + " cannot be read: something else writes to its keys");
    }
}
