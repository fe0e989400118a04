package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Thousands of orders of events, a seed each. {@code -Dsimulation.seeds=N} and {@code -Dsimulation.steps=N} make it longer,
 * {@code -Dsimulation.seed=N} runs one seed alone.
 */
class SimulationTest {
    static final int SEEDS = Integer.getInteger("simulation.seeds", 300);
    private static final int STEPS = Integer.getInteger("simulation.steps", 2_000);
    private static final long FIRST = Long.getLong("simulation.seed", 1);

    @Test
    void noSessionEverLosesDoublesOrReordersAMessageWithoutBeingTold() {
        long seeds = System.getProperty("simulation.seed") == null ? SEEDS : 1;
        Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        long delivered = 0;
        long gaps = 0;
        for (long seed = FIRST; seed < FIRST + seeds; seed++) {
            Simulation.Result result = run(seed);
            result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
            delivered += result.delivered();
            gaps += result.gaps();
        }
        System.out.printf(
                "simulation: %d seeds of %d steps, %d deliveries, 0 lost, 0 doubled, %d gaps explained, faults %s%n",
                seeds, STEPS, delivered, gaps, faults);
        assertThat(delivered).isGreaterThan(seeds * STEPS / 2);
    }

    private static Simulation.Result run(long seed) {
        try {
            return new Simulation(seed).run(STEPS);
        } catch (Throwable failure) {
            throw new AssertionError("seed " + seed + " failed: -Dsimulation.seed=" + seed, failure);
        }
    }
}
