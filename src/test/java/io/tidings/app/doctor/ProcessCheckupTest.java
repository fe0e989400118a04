package io.tidings.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessCheckupTest {
    private static final long MEGABYTE = 1 << 20;
    private static final Needs NEEDS = new Needs(51_000, 400 * MEGABYTE, 128 * MEGABYTE, 200 * MEGABYTE);

    private static List<Finding> findings(long descriptors, long backlog, long heap, long direct, long container) {
        return ProcessCheckup.findings(
                new ProcessFacts(
                        OptionalLong.of(descriptors),
                        OptionalLong.of(backlog),
                        heap * MEGABYTE,
                        direct * MEGABYTE,
                        OptionalLong.of(container * MEGABYTE)),
                NEEDS);
    }

    @Test
    void whatSufficesForAllLimitsIsFoundWell() {
        assertThat(findings(51_000, 1_024, 400, 128, 928)).isEmpty();
    }

    @Test
    void whatCannotBeFoundOutIsNotJudged() {
        // Given
        OptionalLong unknown = OptionalLong.empty();
        ProcessFacts facts = new ProcessFacts(unknown, unknown, 400 * MEGABYTE, 128 * MEGABYTE, unknown);
        // When
        List<Finding> findings = ProcessCheckup.findings(facts, NEEDS);
        // Then
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50999 | 1024 | 400 | 128 | 928 | BREAKS_A_PROMISE | the limit of open files is 50999, and should be 51000 or more
            51000 | 1023 | 400 | 128 | 928 | RISK | net.core.somaxconn is 1023, and should be 1024 or more
            51000 | 1024 | 399 | 128 | 928 | RISK | the heap is 399 MB, and should be 400 MB or more
            51000 | 1024 | 400 | 127 | 928 | RISK | the memory outside the heap is 127 MB, and should be 128 MB or more
            51000 | 1024 | 400 | 128 | 927 | RISK | the container's memory is 927 MB, and should be 928 MB or more
            """)
    void eachThingThatFallsShortIsOneFinding(
            long descriptors,
            long backlog,
            long heap,
            long direct,
            long container,
            Severity severity,
            String sentence) {
        // When
        List<Finding> findings = findings(descriptors, backlog, heap, direct, container);
        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.toString()).startsWith(sentence);
        });
    }
}
