package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.RecordingSink;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final SessionBench bench = new SessionBench();
    private final List<Position> ordered = new ArrayList<>();
    private final List<Failure> refused = new ArrayList<>();

    private void disconnect(String subject) {
        bench.orders.disconnect(subject, bench.lane, Reply.of(ordered::add, refusal -> refused.add(refusal.failure())));
        bench.lanes.advance(200);
    }

    private void open(String subject) {
        bench.sessions.openCommands(new RecordingSink(), SessionBench.identity(subject, Identity.NEVER, "orders.*"));
    }

    @Test
    void anOrderEndsTheSessionsOfItsSubjectAlone() {
        // Given
        bench.orders.start();
        bench.lanes.advance(200);
        open("b\u00f6b \"the builder\"");
        open("b\u00f6b \"the builder\"");
        open("alice");
        // When
        disconnect("b\u00f6b \"the builder\"");
        // Then
        assertThat(ordered).hasSize(1);
        assertThat(bench.closes).containsExactly(Failure.DISCONNECTED, Failure.DISCONNECTED);
        assertThat(bench.open()).isEqualTo(1);
    }

    @Test
    void anOrderThatFindsNobodyDisturbsNobody() {
        // Given
        bench.orders.start();
        bench.lanes.advance(200);
        open("alice");
        // When
        disconnect("bob");
        // Then
        assertThat(ordered).hasSize(1);
        assertThat(bench.closes).isEmpty();
    }

    @Test
    void anOrderThatCannotBeTakenIsRefused() {
        // When
        for (int i = 0; i < 11; i++)
            bench.orders.disconnect(
                    "bob", bench.lane, Reply.of(ordered::add, refusal -> refused.add(refusal.failure())));
        bench.lanes.advance(200);
        // Then
        assertThat(ordered).hasSize(10);
        assertThat(refused).containsExactly(Failure.OVERLOADED);
    }
}
