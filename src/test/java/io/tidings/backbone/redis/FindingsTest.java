package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import io.tidings.log.LoggedLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    private static Finding clock(Severity severity, int skew) {
        return new Finding(severity, "the clock", skew + " ms away", "the same", "let it follow a time server");
    }

    @Test
    void aFigureThatIsAnotherAtEachConnectionIsLoggedOnceAndKeptAsOfTheLast() {
        try (LoggedLines log = new LoggedLines(Findings.class.getName())) {
            // Given
            findings.found("redis:6379", List.of(clock(Severity.RISK, 1_001)));
            // When
            findings.found("redis:6379", List.of(clock(Severity.RISK, 1_207)));
            // Then
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).contains("1001 ms away");
            assertThat(findings.all()).containsExactly(clock(Severity.RISK, 1_207));
        }
    }

    @Test
    void whatHasBecomeWorseAndWhatHasComeBackIsLoggedAgain() {
        try (LoggedLines log = new LoggedLines(Findings.class.getName())) {
            // Given
            findings.found("redis:6379", List.of(clock(Severity.RISK, 1_001)));
            // When
            findings.found("redis:6379", List.of(clock(Severity.BREAKS_A_PROMISE, 1_001)));
            findings.found("redis:6379", List.of());
            findings.found("redis:6379", List.of(clock(Severity.BREAKS_A_PROMISE, 1_001)));
            // Then
            assertThat(log.lines()).hasSize(3);
        }
    }

    @Test
    void aServerThatIsNoneOfOursAnyMoreHasNoFindings() {
        // Given
        findings.found("redis:6379", List.of(clock(Severity.RISK, 1_001)));
        // When
        findings.forget("redis:6379");
        // Then
        assertThat(findings.all()).isEmpty();
    }
}
