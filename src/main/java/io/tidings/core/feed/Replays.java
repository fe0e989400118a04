package io.tidings.core.feed;

import io.tidings.model.Position;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one log that were read for joins, kept as long as the lane's {@link ReplayBudget} lets them: of thousands that
 * come back at once some are pages behind others, and a busy lane asks late. Confined to its feed's lane.
 */
final class Replays {
    private static final int MOST = 8;

    private final ReplayBudget budget;
    /** The one that was asked for last comes first. */
    private final ArrayDeque<Replay> parts = new ArrayDeque<>(1);

    Replays(ReplayBudget budget) {
        this.budget = budget;
    }

    /** What some part says to a join; null when none can tell. */
    Replay.@Nullable Answer later(Join join, Position feedHead) {
        for (Replay part : parts) {
            Replay.Answer answer = part.later(join, feedHead);
            if (answer == null) continue;
            budget.use(part, this);
            if (part != parts.getFirst() && parts.remove(part)) parts.addFirst(part);
            return answer;
        }
        return null;
    }

    /** Keeps a part that was just read, in place of one that was read from there before; an empty one tells nobody anything later. */
    void keep(Replay fresh) {
        parts.stream().filter(fresh::isFromTheSameOffset).findFirst().ifPresent(this::drop);
        if (fresh.weight() == 0) return;
        if (parts.size() == MOST) drop(parts.getLast());
        parts.addFirst(fresh);
        budget.keep(fresh, this);
    }

    void drop(Replay part) {
        parts.remove(part);
        budget.remove(part);
        part.release();
    }

    /** Gives back all that is kept. */
    void forget() {
        while (!parts.isEmpty()) drop(parts.getLast());
    }
}
