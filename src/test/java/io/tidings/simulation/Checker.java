package io.tidings.simulation;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.RunningCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one client has received, held against the truth: every message follows the one before, none comes twice, and every
 * hole is told and has a cause.
 */
final class Checker {
    private final World world;
    private final List<Channel> channels;
    private final RunningCursor cursor;
    private final Map<Channel, Followed> followed = new HashMap<>();

    Checker(World world, List<Channel> channels) {
        this.world = world;
        this.channels = channels;
        this.cursor = new RunningCursor(channels, channels.size() == 1);
        for (Channel channel : channels) followed.put(channel, new Followed(channel));
    }

    private Followed followed(Channel channel) {
        Followed known = followed.get(channel);
        if (known == null) throw new AssertionError(channel + " was never asked for");
        return known;
    }

    @Nullable
    Position position(Channel channel) {
        return followed(channel).at();
    }

    void onEntry(Channel channel, Entry entry) {
        Followed known = followed(channel);
        if (entry != world.redis.truth(channel).entry(entry.id()))
            throw known.failure(entry.id() + " was never appended");
        if (!entry.prev().equals(known.at())) throw known.failure(entry.id() + " follows " + entry.prev());
        if (!known.receive(entry.id())) throw known.failure(entry.id() + " came twice");
        if (known.wasTakenBack(entry.id())) world.report.again++;
        world.report.delivered++;
    }

    void onJoined(ServerFrame.Joined joined) {
        startAt(joined.channel(), joined.id());
    }

    /** The service says where the client is. */
    void startAt(Channel channel, Position position) {
        Followed known = followed(channel);
        if (known.at() != null) {
            if (!position.equals(known.at())) throw known.failure("the service says " + position);
            return;
        }
        if (!world.redis.truth(channel).knows(position)) throw known.failure(position + " never was");
        known.startAt(position);
    }

    void onGap(Channel channel, Gap gap) {
        Followed known = followed(channel);
        Truth truth = world.redis.truth(channel);
        if (!gap.since().equals(known.at())) throw known.failure("a gap since " + gap.since());
        if (!truth.knows(gap.id())) throw known.failure(gap.id() + " never was");
        Truth.Cause cause = truth.causeOf(gap.since(), gap.id());
        if (cause == null) throw known.failure("no fault explains " + gap);
        known.skip(gap, cause.takenBack());
        world.report.gaps.merge(gap.reason(), 1, Integer::sum);
    }

    /** A cursor that was given out must be what was received up to then. */
    void onCursor(String text) {
        followed.forEach((channel, known) -> {
            Position at = known.at();
            if (at != null) cursor.move(channel, at);
        });
        if (!text.equals(cursor.toString())) Cursor.parse(text, channels).forEach(this::startAt);
    }

    boolean isCaughtUp() {
        for (Channel channel : channels)
            if (!head(channel).equals(followed(channel).at())) return false;
        return true;
    }

    void requireCaughtUp() {
        for (Channel channel : channels)
            if (!head(channel).equals(followed(channel).at()))
                throw followed(channel).failure("the log is at " + head(channel) + ", and all is quiet");
    }

    private Position head(Channel channel) {
        return world.redis.primary().log(channel).position();
    }
}
