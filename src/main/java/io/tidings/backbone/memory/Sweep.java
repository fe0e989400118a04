package io.tidings.backbone.memory;

import io.tidings.core.port.Lane;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Comes by each log when a part of it ends, with one timer for all logs of a lane. Confined to its lane. */
final class Sweep {
    private static final long STEP_MILLIS = 1000;
    private static final int MOST_VISITS = 1000;

    private final Lane lane;
    private final Consumer<ChannelLog> visitor;
    private final PriorityQueue<Visit> visits = new PriorityQueue<>(Comparator.comparingLong(Visit::at));
    private Lane.@Nullable Timer timer;
    private long timerAt;

    /** A visit counts when it is the log's next one; a log that had to be visited earlier leaves the later visit behind. */
    private record Visit(long at, ChannelLog log) {}

    Sweep(Lane lane, Consumer<ChannelLog> visitor) {
        this.lane = lane;
        this.visitor = visitor;
    }

    /** Comes by when the next part of this log ends, at most a second late. */
    void plan(ChannelLog log) {
        long end = log.nextExpiry();
        if (end == Long.MAX_VALUE) return;
        long at = (Math.floorDiv(end, STEP_MILLIS) + 1) * STEP_MILLIS;
        if (at >= log.nextVisit) return;
        log.nextVisit = at;
        visits.add(new Visit(at, log));
        arm(at);
    }

    void stop() {
        if (timer != null) timer.cancel();
        timer = null;
        visits.clear();
    }

    private void arm(long at) {
        if (timer != null && timerAt <= at) return;
        if (timer != null) timer.cancel();
        timerAt = at;
        timer = lane.schedule(Math.max(1, at - lane.now()), this::run);
    }

    private void run() {
        timer = null;
        long now = lane.now();
        for (int i = 0; i < MOST_VISITS && !visits.isEmpty() && visits.element().at <= now; i++) {
            Visit visit = visits.remove();
            if (visit.at != visit.log.nextVisit) continue;
            visit.log.nextVisit = Long.MAX_VALUE;
            visitor.accept(visit.log);
        }
        if (!visits.isEmpty()) arm(visits.element().at);
    }
}
