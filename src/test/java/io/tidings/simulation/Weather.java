package io.tidings.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Which faults a run has, and how often. Each run leaves some out and has more of others (swarm testing, Groce and others
 * 2012): what one fault would cover up, another run shows.
 */
final class Weather {
    private static final int[] FACTORS = {0, 1, 1, 3};

    private final Random random;
    private final Report report;
    private final Map<Fault, Integer> chances = new EnumMap<>(Fault.class);
    private boolean calm;

    Weather(Random random, Report report) {
        this.random = random;
        this.report = report;
        for (Fault fault : Fault.values()) chances.put(fault, fault.chances * FACTORS[random.nextInt(FACTORS.length)]);
    }

    /** Whether a fault happens now; it is counted. */
    boolean strikes(Fault fault) {
        boolean happens = draws(fault);
        if (happens) count(fault);
        return happens;
    }

    /** Whether something is drawn that may become a fault, which is counted when it does. */
    boolean draws(Fault fault) {
        return !calm && random.nextInt(10_000) < chances.getOrDefault(fault, 0);
    }

    void count(Fault fault) {
        report.faults.merge(fault, 1, Integer::sum);
    }

    /** From now on nothing goes wrong by itself. */
    void calm() {
        calm = true;
    }
}
