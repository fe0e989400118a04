package io.tidings.simulation;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client has received, held against the truth: every message follows the one before, none comes twice, and every
 * hole is told and has a cause.
 */
final class Checker {
    private final SimulatedServer server;
    private final Map<Channel, Position> positions = new HashMap<>();
    private final Map<Channel, Set<Position>> seen = new HashMap<>();
    private final Set<Channel> rewritten = new HashSet<>();
    int delivered;
    int gaps;

    Checker(SimulatedServer server) {
        this.server = server;
    }

    @Nullable
    Position position(Channel channel) {
        return positions.get(channel);
    }

    Map<Channel, Position> positions() {
        return positions;
    }

    void onEntry(Channel channel, Entry entry) {
        Truth truth = server.log(channel).truth;
        Position prev = truth.previousOf(entry.id());
        Position at = positions.get(channel);
        require(prev != null, channel, entry.id() + " was never appended");
        require(prev != null && prev.equals(at), channel, entry.id() + " follows " + prev + ", the client is at " + at);
        boolean first = seen.computeIfAbsent(channel, name -> new HashSet<>()).add(entry.id());
        require(first || rewritten.contains(channel), channel, entry.id() + " came twice");
        positions.put(channel, entry.id());
        delivered++;
    }

    void onJoined(ServerFrame.Joined joined) {
        Position at = positions.putIfAbsent(joined.channel(), joined.id());
        require(
                at == null || at.equals(joined.id()),
                joined.channel(),
                "joined at " + joined.id() + ", asked for " + at);
    }

    void onGap(Channel channel, Gap gap) {
        Position at = positions.get(channel);
        require(gap.since().equals(at), channel, "a gap since " + gap.since() + ", the client is at " + at);
        boolean explained = server.log(channel).truth.explainsGap(gap.since(), gap.id());
        require(explained, channel, "nothing is missing between " + gap.since() + " and " + gap.id());
        if (gap.reason() == Gap.Reason.REWRITTEN) rewritten.add(channel);
        positions.put(channel, gap.id());
        gaps++;
    }

    /** The positions of a cursor that was given out must be what was received up to then. */
    void onCursor(Map<Channel, Position> cursor) {
        cursor.forEach((channel, position) -> {
            Position at = positions.putIfAbsent(channel, position);
            require(at == null || at.equals(position), channel, "the cursor says " + position + ", received " + at);
        });
    }

    void requireCaughtUp(Channel channel) {
        Position head = server.log(channel).position();
        Position at = positions.get(channel);
        require(head.equals(at), channel, "the log is at " + head + ", the client believes to be caught up at " + at);
    }

    private static void require(boolean condition, Channel channel, String otherwise) {
        if (!condition) throw new AssertionError(channel + ": " + otherwise);
    }
}
