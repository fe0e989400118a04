package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The simulation is worth what it finds: each of these faults in the service is found within the seeds that every build runs. */
class MutationsTest {
    static final List<Mutation> MUTATIONS = Mutations.ALL;

    private static final ResourceLeakDetector.Level LEVEL = ResourceLeakDetector.getLevel();

    /** What is leaked on purpose must not be reported. */
    @BeforeAll
    static void watchNoBuffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterAll
    static void watchAgain() {
        ResourceLeakDetector.setLevel(LEVEL);
    }

    @ParameterizedTest
    @FieldSource("MUTATIONS")
    void theSimulationFinds(Mutation mutation) throws Exception {
        // Given
        MutatedService service = new MutatedService(mutation);
        // When
        Optional<Seeds.Finding> finding = Seeds.firstFinding(
                1,
                SimulationTest.seeds(mutation.kind()),
                seed -> service.run(mutation.kind(), seed, SimulationTest.STEPS));
        // Then
        assertThat(finding).as(mutation.name()).isPresent();
        finding.ifPresent(found -> System.out.printf(
                "simulation: \"%s\" found by seed %d: %s%n", mutation.name(), found.seed(), found.what()));
    }
}
