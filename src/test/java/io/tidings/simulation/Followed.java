package io.tidings.simulation;

import io.tidings.model.Channel;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One channel as one client has received it. */
final class Followed {
    /** What is shown of the past when something fails. */
    private static final int TRAIL = 20;

    private final Channel channel;
    private final Set<Position> seen = new HashSet<>();
    /** Messages of which a gap has said that they are not in the log any more. */
    private final Set<Position> takenBack = new HashSet<>();

    private final List<Object> trail = new ArrayList<>();
    private @Nullable Position at;

    Followed(Channel channel) {
        this.channel = channel;
    }

    /** Where the client is; null before it has heard of a position. */
    @Nullable
    Position at() {
        return at;
    }

    void startAt(Position position) {
        trail.add(position);
        at = position;
    }

    /** Whether the message is new to the client. */
    boolean receive(Position id) {
        trail.add(id);
        at = id;
        return seen.add(id);
    }

    /** Whether a message that was received comes once more, as the log was rewritten and rewritten again. */
    boolean wasTakenBack(Position id) {
        return takenBack.remove(id);
    }

    void skip(Gap gap, List<Position> gone) {
        for (Position id : gone) if (seen.remove(id)) takenBack.add(id);
        trail.add(gap);
        at = gap.id();
    }

    AssertionError failure(String what) {
        List<Object> last = trail.subList(Math.max(0, trail.size() - TRAIL), trail.size());
        return new AssertionError(channel + ": " + what + "; the client is at " + at + ", it received " + last);
    }
}
