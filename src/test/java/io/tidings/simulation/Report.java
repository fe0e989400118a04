package io.tidings.simulation;

import io.tidings.model.Gap;
import java.util.EnumMap;
import java.util.Map;

/** What runs came to. */
final class Report {
    final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    final Map<Gap.Reason, Integer> gaps = new EnumMap<>(Gap.Reason.class);
    long seeds;
    long steps;
    /** Tasks of lanes, each drawn among those that were due. */
    long tasks;

    long published;
    /** Publications that were sent once more with their key. */
    long repeated;

    long sessions;
    long delivered;
    /** Messages that came once more after a gap had taken them back: their log was rewritten, and rewritten again. */
    long again;

    synchronized void add(Report other) {
        other.faults.forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
        other.gaps.forEach((reason, count) -> gaps.merge(reason, count, Integer::sum));
        seeds += other.seeds;
        steps += other.steps;
        tasks += other.tasks;
        published += other.published;
        repeated += other.repeated;
        sessions += other.sessions;
        delivered += other.delivered;
        again += other.again;
    }

    @Override
    public String toString() {
        return seeds + " seeds, " + steps + " steps, " + tasks + " tasks, " + sessions + " sessions, " + published
                + " publications, " + repeated + " repeated with their key, " + delivered
                + " deliveries, none lost, doubled or out of order, " + again
                + " again after they were taken back, gaps explained " + gaps + ", faults " + faults;
    }
}
