package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.core.port.RecordingSink;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void onlySoManyMayBeUnknownAtOnce() {
        // Given
        SessionBench bench = new SessionBench();
        CommandSession first = bench.sessions.openCommands(new RecordingSink(), null);
        // When
        Refusal refused =
                catchThrowableOfType(Refusal.class, () -> bench.sessions.openCommands(new RecordingSink(), null));
        first.onClosed();
        bench.sessions.openCommands(new RecordingSink(), null);
        // Then
        assertThat(refused.failure()).isEqualTo(Failure.OVERLOADED);
        assertThat(bench.rejected).containsExactly(Failure.OVERLOADED);
        assertThat(bench.open()).isEqualTo(1);
        assertThat(bench.census.size()).isEqualTo(1);
    }

    @Test
    void thoseWhoComeFasterThanTheRateAreSentAwayUntilASecondHasPassed() {
        // Given
        SessionBench bench = new SessionBench(
                new SessionSettings(10_000, 4, 10, 100, 100, 100, 2, 25_000, 15_000, 10_000, 5_000, 3_000));
        for (int i = 0; i < 4; i++) bench.sessions.openCommands(new RecordingSink(), SessionBench.alice());
        // When
        Refusal refused = catchThrowableOfType(
                Refusal.class, () -> bench.sessions.openCommands(new RecordingSink(), SessionBench.alice()));
        bench.lanes.advance(1_000);
        bench.sessions.openCommands(new RecordingSink(), SessionBench.alice());
        // Then
        assertThat(refused.failure()).isEqualTo(Failure.OVERLOADED);
        assertThat(bench.open()).isEqualTo(5);
    }
}
