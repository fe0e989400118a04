package io.tidings.core.feed;

import io.tidings.core.port.Lane;
import io.tidings.model.Position;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one log that were read for joins, each kept until nobody has asked for it for a moment: of thousands that come back
 * at once some are pages behind others. Confined to its feed's lane.
 */
final class Replays {
    /** How long a part that nobody asks for is kept for those who come a little later. */
    private static final long IDLE_MILLIS = 2_000;
    /** Parts of one log; where many logs are read at once, each keeps but one. */
    private static final int MOST = 8;

    private static final int MOST_OF_LANE = 32;

    private final FeedContext context;
    /** The one that was asked for last comes first. */
    private final ArrayDeque<Replay> parts = new ArrayDeque<>(1);

    private Lane.@Nullable Timer timer;

    Replays(FeedContext context) {
        this.context = context;
    }

    /** What some part says to a join; null when none can tell. */
    Replay.@Nullable Answer later(Join join, Position feedHead) {
        for (Replay part : parts) {
            Replay.Answer answer = part.later(join, feedHead);
            if (answer == null) continue;
            part.usedAt = context.lane.now();
            if (part != parts.getFirst() && parts.remove(part)) parts.addFirst(part);
            return answer;
        }
        return null;
    }

    /** Keeps a part that was just read, in place of one that was read from there before. */
    void keep(Replay fresh) {
        parts.stream().filter(fresh::isFromTheSameOffset).findFirst().ifPresent(this::drop);
        fresh.usedAt = context.lane.now();
        parts.addFirst(fresh);
        context.replays++;
        int most = context.replays > MOST_OF_LANE ? 1 : MOST;
        while (parts.size() > most) drop(parts.getLast());
        if (timer == null) timer = context.lane.schedule(IDLE_MILLIS, this::dropIdle);
    }

    private void drop(Replay part) {
        parts.remove(part);
        part.release();
        context.replays--;
    }

    private void dropIdle() {
        long since = context.lane.now() - IDLE_MILLIS;
        while (!parts.isEmpty() && parts.getLast().usedAt <= since) drop(parts.getLast());
        timer = parts.isEmpty()
                ? null
                : context.lane.schedule(Math.max(1, parts.getLast().usedAt - since), this::dropIdle);
    }

    /** Gives back all that is kept. */
    void forget() {
        while (!parts.isEmpty()) drop(parts.getLast());
        if (timer != null) timer.cancel();
        timer = null;
    }
}
