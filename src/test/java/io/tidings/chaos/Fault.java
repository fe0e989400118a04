package io.tidings.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something that breaks, and is repaired before it is over.
 *
 * @param weight how often it comes, compared with the others
 * @param removes whether Redis may have forgotten what it had
 */
record Fault(String name, int weight, boolean removes, Strike strike) {
    /** Does it. */
    interface Strike {
        void now(Random random) throws Exception;
    }

    /** So many faults in random order, each kind as often as its weight says; the same for the same random. */
    static List<Fault> schedule(List<Fault> kinds, int count, Random random) {
        List<Fault> bag = new ArrayList<>();
        for (Fault kind : kinds) bag.addAll(Collections.nCopies(kind.weight, kind));
        List<Fault> schedule = new ArrayList<>();
        while (schedule.size() < count) {
            Collections.shuffle(bag, random);
            schedule.addAll(bag.subList(0, Math.min(bag.size(), count - schedule.size())));
        }
        return schedule;
    }
}
