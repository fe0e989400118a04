package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of orders of events, a seed each. {@code -Dtidings.simulation.seeds=N} and {@code -Dtidings.simulation.steps=N} make
 * it longer, {@code -Dtidings.simulation.seed=N} runs one seed alone.
 */
class SimulationTest {
    static final int SEEDS = Integer.getInteger("tidings.simulation.seeds", 2_000);
    static final int STEPS = Integer.getInteger("tidings.simulation.steps", 2_000);
    /** Every buffer that the engine makes is watched, which takes most of the time. */
    private static final int SLOWER = 100;

    private static final int FEWEST_WATCHED = 20;
    /** Of fewer seeds the floors say nothing. */
    private static final int FEWEST = 200;

    private static final Long ALONE = Long.getLong("tidings.simulation.seed");

    /** Seeds that are run on an engine. */
    static int seeds(Engine.Kind kind) {
        return kind == Engine.Kind.LEAN ? Math.max(FEWEST_WATCHED, SEEDS / SLOWER) : SEEDS;
    }

    @ParameterizedTest
    @EnumSource
    void noSessionEverLosesDoublesOrReordersAMessageWithoutBeingTold(Engine.Kind kind) throws InterruptedException {
        // Given
        Report report = new Report();
        long pinned = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        // When
        Optional<Seeds.Finding> finding = Seeds.firstFinding(
                ALONE == null ? 1 : ALONE,
                ALONE == null ? seeds(kind) : 1,
                seed -> report.add(new Simulation(kind, seed).run(STEPS)));
        // Then
        finding.ifPresent(found ->
                fail("seed " + found.seed() + " failed: -Dtidings.simulation.seed=" + found.seed(), found.what()));
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory())
                .as("bytes of buffers")
                .isEqualTo(pinned);
        System.out.println("simulation of " + kind + ": " + report);
        if (ALONE == null && SEEDS >= FEWEST) requireFloors(report);
    }

    /** What was not tried is not proven. */
    private static void requireFloors(Report report) {
        assertThat(report.sessions).as("sessions").isGreaterThan(300 * report.seeds);
        assertThat(report.delivered).as("deliveries").isGreaterThan(report.steps);
        for (Fault fault : Fault.values())
            assertThat(report.faults.getOrDefault(fault, 0)).as(fault.name()).isGreaterThan((int)
                    (report.seeds * fault.floor / 100));
    }
}
