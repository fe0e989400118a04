package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The simulation is worth what it finds: each of these faults in the core is found within the seeds that every build runs. */
class MutationsTest {
    static final List<Mutation> MUTATIONS = Mutations.ALL;

    @ParameterizedTest
    @FieldSource("MUTATIONS")
    void theSimulationFinds(Mutation mutation) throws Exception {
        // Given
        MutatedCore core = new MutatedCore(mutation);
        // When
        Optional<Seeds.Finding> finding =
                Seeds.firstFinding(1, SimulationTest.SEEDS, seed -> core.run(seed, SimulationTest.STEPS));
        // Then
        assertThat(finding).as(mutation.name()).isPresent();
        finding.ifPresent(found -> System.out.printf(
                "simulation: \"%s\" found by seed %d: %s%n", mutation.name(), found.seed(), found.what()));
    }
}
