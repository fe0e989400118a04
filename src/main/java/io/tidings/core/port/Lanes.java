package io.tidings.core.port;

import io.tidings.model.Channel;
import java.util.List;

/** All lanes of a pod, and which of them owns which channel. Immutable. */
public record Lanes(List<Lane> all) {
    public Lanes {
        all = List.copyOf(all);
        if (all.isEmpty()) throw new IllegalArgumentException("there is no lane");
    }

    /** The index of the lane that the feed of this channel belongs to. */
    public int ownerIndex(Channel channel) {
        int hash = channel.name().hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ hash >>> 16, all.size());
    }

    /** The lane that the feed of this channel belongs to. */
    public Lane owner(Channel channel) {
        return all.get(ownerIndex(channel));
    }
}
