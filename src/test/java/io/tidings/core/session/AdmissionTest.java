package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.core.port.Format;
import io.tidings.core.port.RecordingSink;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final SessionSettings TWO_A_SECOND = new SessionSettings(
            10_000, 1 << 20, 4, 10, 100, 100, 100, 2, 25_000, 15_000, 10_000, 5_000, 3_000, SessionSettings.FOREVER);

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
        SessionBench bench = new SessionBench(TWO_A_SECOND);
        for (int i = 0; i < 4; i++) bench.sessions.admit();
        // When
        Refusal refused = catchThrowableOfType(Refusal.class, bench.sessions::admit);
        bench.lanes.advance(1_000);
        bench.sessions.admit();
        // Then
        assertThat(refused.failure()).isEqualTo(Failure.OVERLOADED);
        assertThat(refused.retryAfterMillis()).isBetween(301L, 3_001L);
        assertThat(bench.rejected).containsExactly(Failure.OVERLOADED);
    }

    @Test
    void theMoreAreSentAwayTheLaterTheyComeBack() {
        // Given
        SessionBench bench = new SessionBench(TWO_A_SECOND);
        for (int i = 0; i < 4; i++) bench.sessions.admit();
        List<Refusal> before = IntStream.range(0, 1_000)
                .mapToObj(i -> catchThrowableOfType(Refusal.class, bench.sessions::admit))
                .toList();
        // When
        Refusal refused = catchThrowableOfType(Refusal.class, bench.sessions::admit);
        // Then
        assertThat(before.get(0).retryAfterMillis()).isBetween(301L, 3_001L);
        assertThat(refused.retryAfterMillis()).isBetween(50_000L, 510_000L);
    }

    @Test
    void whoIsSentAwayFromAnOpenConnectionIsToldTheTimeOfTheRefusal() {
        // Given
        SessionBench bench = new SessionBench();
        Refusal refusal = new Refusal(Failure.OVERLOADED, "too many", 12_345);
        // When
        bench.sessions.sendAway(bench.sink, Format.EVENT, refusal);
        // Then
        assertThat(bench.sink.all(ServerFrame.Bye.class))
                .containsExactly(new ServerFrame.Bye(Failure.OVERLOADED, 12_345L));
    }

    @Test
    void aPodThatDrainsLetsNobodyIn() {
        // Given
        SessionBench bench = new SessionBench();
        bench.sessions.startDraining();
        // When
        Refusal refused = catchThrowableOfType(Refusal.class, bench.sessions::admit);
        // Then
        assertThat(refused.failure()).isEqualTo(Failure.DRAINING);
        assertThat(refused.retryAfterMillis()).isPositive();
    }
}
