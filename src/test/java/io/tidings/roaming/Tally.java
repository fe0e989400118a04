package io.tidings.roaming;

import io.tidings.client.Received;
import io.tidings.model.Position;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What one client has received of channels whose messages are numbered: each number must come once, in the order of the
 * log. Confined to its client's thread.
 */
final class Tally {
    private final Map<String, BitSet> seen = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private long delivered;
    private long duplicated;
    private long outOfOrder;
    private long gaps;

    void add(Received received) {
        long offset = Position.parse(received.id()).offset();
        Long before = offsets.put(received.channel(), offset);
        if (received.type().equals("gap")) {
            gaps++;
            return;
        }
        if (before != null && offset <= before) outOfOrder++;
        BitSet numbers = seen.computeIfAbsent(received.channel(), channel -> new BitSet());
        int number = received.json().path("data").path("n").asInt(-1);
        if (number < 0) throw new IllegalStateException("not one of ours: " + received.json());
        if (numbers.get(number)) duplicated++;
        numbers.set(number);
        delivered++;
    }

    /** How many numbers of all channels never came. @param published how many numbers each channel has */
    long lost(Map<String, Integer> published) {
        return published.keySet().stream()
                .mapToLong(channel -> missing(published, channel).cardinality())
                .sum();
    }

    /** The numbers of a channel that never came. */
    BitSet missing(Map<String, Integer> published, String channel) {
        BitSet missing = new BitSet();
        missing.set(0, published.getOrDefault(channel, 0));
        missing.andNot(seen.getOrDefault(channel, new BitSet()));
        return missing;
    }

    long delivered() {
        return delivered;
    }

    long duplicated() {
        return duplicated;
    }

    long outOfOrder() {
        return outOfOrder;
    }

    long gaps() {
        return gaps;
    }
}
