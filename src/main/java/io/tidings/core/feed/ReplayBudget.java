package io.tidings.core.feed;

import io.tidings.core.port.Lane;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lane keeps of the logs that were read for joins: each part until nobody has asked for it for as long as a join may
 * wait, and all of them within a quarter of what the lane's rings may take, over which the part that was asked for the
 * longest ago goes first. Confined to its lane.
 */
final class ReplayBudget {
    private static final int SHARE = 4;

    private final Lane lane;
    private final long budget;
    private final long idleMillis;
    /** In the order of use, the one that was asked for last at the end; each with the log that it belongs to. */
    private final LinkedHashMap<Replay, Replays> byUse = new LinkedHashMap<>();

    private long used;
    private Lane.@Nullable Timer timer;

    ReplayBudget(Lane lane, FeedSettings settings) {
        this.lane = lane;
        this.budget = settings.ringsBytes() / SHARE;
        this.idleMillis = settings.joinMillis();
    }

    /** Bytes of all parts. */
    long used() {
        return used;
    }

    /** Counts a part that was just read, which stays however large it is: it is about to be served. */
    void keep(Replay part, Replays owner) {
        used += part.weight();
        use(part, owner);
        while (used > budget && byUse.size() > 1) dropOldest();
        if (timer == null) timer = lane.schedule(idleMillis, this::dropIdle);
    }

    /** Somebody has asked for a part. */
    void use(Replay part, Replays owner) {
        byUse.remove(part);
        byUse.put(part, owner);
        part.usedAt = lane.now();
    }

    void remove(Replay part) {
        if (byUse.remove(part) != null) used -= part.weight();
        if (!byUse.isEmpty() || timer == null) return;
        timer.cancel();
        timer = null;
    }

    private Map.Entry<Replay, Replays> oldest() {
        return byUse.entrySet().iterator().next();
    }

    private void dropOldest() {
        Map.Entry<Replay, Replays> oldest = oldest();
        oldest.getValue().drop(oldest.getKey());
    }

    private void dropIdle() {
        timer = null;
        long since = lane.now() - idleMillis;
        while (!byUse.isEmpty() && oldest().getKey().usedAt <= since) dropOldest();
        if (!byUse.isEmpty()) timer = lane.schedule(Math.max(1, oldest().getKey().usedAt - since), this::dropIdle);
    }
}
