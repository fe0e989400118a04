package io.tidings.backbone.memory;

import io.tidings.model.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What happens to the next messages of each channel on one link. Confined to the store's home lane. */
final class MessageFaults {
    private final Map<Channel, Integer> lost = new HashMap<>();
    private final Map<Channel, Timed> late = new HashMap<>();
    private final Map<Channel, Timed> doubled = new HashMap<>();

    private record Timed(int count, long millis) {}

    void lose(Channel channel, int count) {
        lost.put(channel, count);
    }

    void delay(Channel channel, int count, long millis) {
        late.put(channel, new Timed(count, millis));
    }

    void duplicate(Channel channel, int count, long millis) {
        doubled.put(channel, new Timed(count, millis));
    }

    boolean takeLoss(Channel channel) {
        int left = lost.getOrDefault(channel, 0);
        if (left > 0) lost.put(channel, left - 1);
        return left > 0;
    }

    /** By how many milliseconds this message comes late. */
    OptionalLong takeDelay(Channel channel) {
        return take(late, channel);
    }

    /** After how many milliseconds this message comes once more. */
    OptionalLong takeDuplicate(Channel channel) {
        return take(doubled, channel);
    }

    void clear() {
        lost.clear();
        late.clear();
        doubled.clear();
    }

    private static OptionalLong take(Map<Channel, Timed> faults, Channel channel) {
        Timed fault = faults.get(channel);
        if (fault == null || fault.count == 0) return OptionalLong.empty();
        faults.put(channel, new Timed(fault.count - 1, fault.millis));
        return OptionalLong.of(fault.millis);
    }
}
