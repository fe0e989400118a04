package io.tidings.core.session;

import static io.tidings.core.session.SessionBench.ORDERS;
import static io.tidings.core.session.SessionBench.alice;
import static io.tidings.core.session.SessionBench.identity;
import static io.tidings.core.session.SessionBench.latest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.RecordingSink;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions that stand for so long only, so that they spread over pods that were added. */
class SessionAgeTest {
    private static final int AGE = 60_000;
    private static final int SESSIONS = 100;

    private final SessionBench bench = new SessionBench(new SessionSettings(
            10_000, 1 << 20, 4, 10, SESSIONS, SESSIONS, 1, SESSIONS, 20_000, 15_000, 100_000, 5_000, 3_000, AGE));

    private RecordingSink stream(Identity identity) {
        RecordingSink sink = new RecordingSink();
        bench.sessions.openStream(sink, identity, List.of(latest(ORDERS)), true);
        bench.run();
        return sink;
    }

    private RecordingSink webSocket() {
        RecordingSink sink = new RecordingSink();
        bench.sessions.openCommands(sink, alice());
        bench.run();
        return sink;
    }

    @Test
    void aSessionThatHasStoodForItsTimeIsToldToComeBackAtOnce() {
        // Given
        RecordingSink stream = stream(alice());
        RecordingSink webSocket = webSocket();
        // When
        bench.advance(AGE + 1_000);
        // Then
        ServerFrame.Bye bye = new ServerFrame.Bye(Failure.SESSION_AGED, 0L);
        assertThat(stream.all(ServerFrame.Bye.class)).containsExactly(bye);
        assertThat(webSocket.all(ServerFrame.Bye.class)).containsExactly(bye);
        assertThat(bench.closes).containsExactly(Failure.SESSION_AGED, Failure.SESSION_AGED);
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void thoseWhoCameTogetherGoOneByOneInTheSecondHalfOfTheTime() {
        // Given
        IntStream.range(0, SESSIONS / 2).forEach(i -> stream(alice()));
        IntStream.range(0, SESSIONS / 2).forEach(i -> webSocket());
        // When
        bench.advance(AGE / 2);
        int half = bench.open();
        bench.advance(AGE / 4);
        int threeQuarters = bench.open();
        // Then
        assertThat(half).isGreaterThan(SESSIONS - 5);
        assertThat(threeQuarters).isBetween(SESSIONS / 4, 3 * SESSIONS / 4);
        bench.advance(AGE / 4 + 1_000);
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void aTokenThatExpiresBeforeEndsTheSessionAsEver() {
        // Given
        stream(identity("alice", bench.lane.time() + 10_000, "orders.*"));
        // When
        bench.advance(11_000);
        // Then
        assertThat(bench.closes).containsExactly(Failure.TOKEN_EXPIRED);
    }
}
