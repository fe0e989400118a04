package io.tidings.chaos;

import io.tidings.client.Received;
import io.tidings.model.Position;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that one client receives, kept until the truth about it is known. */
final class History implements Consumer<Received> {
    /** A message, or a gap when there is a position since which it is. */
    private record Item(
            String channel, Position id, @Nullable Position since, int number, long nanos) {}

    private final Map<String, Walk> walks = new HashMap<>();
    private final Queue<Item> items = new ArrayDeque<>();
    private long delivered;
    private long last;
    private long silence;

    History(String who, Map<String, Truth> truths, Findings findings) {
        truths.forEach((channel, truth) -> walks.put(channel, new Walk(who + " on " + channel, truth, findings)));
    }

    @Override
    public synchronized void accept(Received received) {
        boolean gap = received.type().equals("gap");
        Position id = Position.parse(received.id());
        Position since = gap ? Position.parse(received.json().path("since").asText()) : null;
        items.add(new Item(
                received.channel(),
                id,
                since,
                received.json().path("data").path("n").asInt(-1),
                received.nanos()));
        if (!gap) delivered++;
        if (last != 0) silence = Math.max(silence, received.nanos() - last);
        last = received.nanos();
    }

    /** Judges what came before some time: all that was true by then must be known. */
    synchronized void judge(long until) {
        for (Item item = items.peek(); item != null && item.nanos < until; item = items.peek()) {
            items.remove();
            Walk walk = walks.get(item.channel);
            if (walk == null) throw new IllegalStateException("not one of ours: " + item);
            if (item.since == null) walk.message(item.id, item.number, item.nanos);
            else walk.gap(item.since, item.id, item.nanos);
        }
    }

    /** Judges the rest. @param logs what Redis holds at the end */
    synchronized void end(Map<String, LogState> logs) {
        judge(Long.MAX_VALUE);
        logs.forEach((channel, log) -> {
            Walk walk = walks.get(channel);
            if (walk != null) walk.end(log);
        });
    }

    synchronized long delivered() {
        return delivered;
    }

    /** The longest time between two arrivals, in nanoseconds. */
    synchronized long silence() {
        return silence;
    }
}
