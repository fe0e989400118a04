package io.tidings.core.feed;

import io.tidings.core.port.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all rings of a lane share: over the budget, the ring that was appended to the longest ago gives first.
 * Confined to its lane.
 */
final class RingBudget {
    private final long budget;
    private final Telemetry telemetry;
    private long used;
    private @Nullable Ring coldest;
    private @Nullable Ring warmest;

    RingBudget(long budget, Telemetry telemetry) {
        this.budget = budget;
        this.telemetry = telemetry;
    }

    long used() {
        return used;
    }

    /** Appends, and keeps the ring's own bounds and the budget of all. */
    void append(Ring ring, Slot slot, FeedSettings settings) {
        int before = ring.bytes();
        ring.append(slot);
        while (ring.size() > settings.ringEntries() || ring.size() > 1 && ring.bytes() > settings.ringBytes())
            ring.evict();
        count(ring.bytes() - before);
        warm(ring);
        while (used > budget && coldest != null) evictColdest(coldest);
    }

    private void evictColdest(Ring ring) {
        int before = ring.bytes();
        ring.evict();
        count(ring.bytes() - before);
        if (ring.size() == 0) unlink(ring);
    }

    /** Takes all slots from a ring; its stream goes on after {@code position}. */
    void reset(Ring ring, io.tidings.model.Position position) {
        int before = ring.bytes();
        if (ring.size() > 0) unlink(ring);
        ring.reset(position);
        count(ring.bytes() - before);
    }

    private void count(long change) {
        if (change == 0) return;
        used += change;
        telemetry.ringBytes(change);
    }

    private void warm(Ring ring) {
        if (ring == warmest) return;
        unlink(ring);
        ring.colder = warmest;
        if (warmest != null) warmest.warmer = ring;
        warmest = ring;
        if (coldest == null) coldest = ring;
    }

    private void unlink(Ring ring) {
        if (ring.colder != null) ring.colder.warmer = ring.warmer;
        else if (coldest == ring) coldest = ring.warmer;
        if (ring.warmer != null) ring.warmer.colder = ring.colder;
        else if (warmest == ring) warmest = ring.colder;
        ring.colder = null;
        ring.warmer = null;
    }
}
