package io.tidings.chaos;

import io.tidings.roaming.Roamer;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param faults how often each kind came
 * @param delivered messages, over all clients
 * @param unrecorded entries that a dying Redis told a pod and no observer
 * @param silence the longest time in which a client received nothing, in milliseconds
 * @param moves visits by transport
 * @param failedVisits that found nobody at home
 */
record Figures(
        long seed,
        Map<String, Integer> faults,
        long delivered,
        Findings findings,
        int unrecorded,
        long silence,
        Map<Roamer.Transport, Integer> moves,
        long failedVisits) {
    int count() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What nothing explains, in words. */
    List<String> unexplained() {
        return findings.sentences();
    }

    void print(String what) {
        System.out.printf("chaos, %s: seed %d, %d faults, %,d deliveries%n", what, seed, count(), delivered);
        faults.forEach((name, times) -> System.out.printf("  %4d %s%n", times, name));
        System.out.printf("  %-24s %12s %12s%n", "", "explained", "unexplained");
        for (Findings.Kind kind : Findings.Kind.values())
            System.out.printf(
                    "  %-24s %,12d %,12d%n",
                    kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    findings.explainedOf(kind),
                    findings.unexplainedOf(kind));
        System.out.printf(
                "  unrecorded entries %d, longest silence of a client %,d ms, visits %s, failed visits %d%n",
                unrecorded, silence, moves, failedVisits);
    }
}
