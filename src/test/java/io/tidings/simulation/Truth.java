package io.tidings.simulation;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that ever was in the log of one channel: the tree that appends make, and which entries the log has given up. */
final class Truth {
    final Channel channel;
    private final Map<Position, Position> previous = new HashMap<>();
    private final Set<Position> removed = new HashSet<>();

    Truth(Channel channel) {
        this.channel = channel;
    }

    void appended(Entry entry) {
        previous.put(entry.id(), entry.prev());
    }

    void removed(Entry entry) {
        removed.add(entry.id());
    }

    @Nullable
    Position previousOf(Position id) {
        return previous.get(id);
    }

    /** Whether something between two positions, or the way itself, is gone: only then may a subscriber be told of a hole. */
    boolean explainsGap(Position since, Position id) {
        for (Position at = id; at != null; at = previous.get(at)) {
            if (at.equals(since)) return false;
            if (removed.contains(at)) return true;
        }
        return true;
    }
}
