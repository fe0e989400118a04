package io.tidings.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Tracing.Trace;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.telemetry.Collector.CollectedSpan;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtelTracingTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";

    private final Collector collector = new Collector();

    @AfterEach
    void stop() {
        collector.close();
    }

    private OtelTracing tracing(double ratio) {
        return new OtelTracing(collector.uri(), ratio);
    }

    private static Trace begin(OtelTracing tracing) {
        return Objects.requireNonNull(tracing.begin(ORDERS, SAMPLED));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 00-" + TRACE + "-" + PARENT + "-01, true",
        "0, 00-" + TRACE + "-" + PARENT + "-01, true",
        "0, 00-" + TRACE + "-" + PARENT + "-03, true",
        "0, cc-" + TRACE + "-" + PARENT + "-01-later, true",
        "1, 00-" + TRACE + "-" + PARENT + "-00, false",
        "1, , true",
        "0, , false",
        "0, 00-" + TRACE + "-" + PARENT + "-01-later, false",
        "0, ff-" + TRACE + "-" + PARENT + "-01, false",
        "0, 00-00000000000000000000000000000000-" + PARENT + "-01, false",
        "0, 00-" + TRACE + "-0000000000000000-01, false",
        "0, nonsense, false",
        "1, nonsense, true"
    })
    void whoHasATraceDecidesAndTheRatioForAllOthers(double ratio, String parent, boolean followed) {
        try (OtelTracing tracing = tracing(ratio)) {
            assertThat(tracing.begin(ORDERS, parent) != null).isEqualTo(followed);
        }
    }

    @Test
    void aShareOfThoseWithoutATraceIsFollowed() {
        try (OtelTracing tracing = tracing(0.25)) {
            // When
            long followed = IntStream.range(0, 10_000)
                    .filter(each -> tracing.begin(ORDERS, null) != null)
                    .count();
            // Then
            assertThat(followed).isBetween(2_000L, 3_000L);
        }
    }

    @Test
    void aPublicationIsASpanBelowThatOfItsPublisher() {
        // When
        try (OtelTracing tracing = tracing(0)) {
            begin(tracing).published(new Position(17, 4));
        }
        // Then
        CollectedSpan span = collector.await(TRACE, 1).get(0);
        assertThat(span.parent()).isEqualTo(PARENT);
        assertThat(span.name()).isEqualTo("publish orders");
        assertThat(span.kind()).isEqualTo(4);
        assertThat(span.failed()).isFalse();
        assertThat(span.attributes())
                .containsEntry("messaging.system", "tidings")
                .containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.destination.name", "orders.42")
                .containsEntry("messaging.message.id", "17-4");
    }

    @Test
    void whatBecomesOfAPublicationLiesBelowIt() {
        // When
        try (OtelTracing tracing = tracing(0)) {
            Trace trace = begin(tracing);
            long since = tracing.now() - 5_000_000;
            tracing.appended(trace.context(), ORDERS, since, 3, null);
            tracing.delivered(trace.context(), ORDERS, new Position(17, 4), since, 2, 2_000);
            trace.published(new Position(17, 4));
        }
        // Then
        List<CollectedSpan> spans = collector.await(TRACE, 3);
        CollectedSpan published = named("publish orders", spans);
        CollectedSpan appended = named("EVALSHA publish.lua", spans);
        CollectedSpan delivered = named("deliver orders", spans);
        assertThat(List.of(appended, delivered))
                .allSatisfy(span -> assertThat(span.parent()).isEqualTo(published.id()))
                .allSatisfy(span -> assertThat(span.nanos()).isGreaterThanOrEqualTo(5_000_000));
        assertThat(appended.kind()).isEqualTo(3);
        assertThat(appended.attributes())
                .containsEntry("db.system.name", "redis")
                .containsEntry("messaging.batch.message_count", "3");
        assertThat(delivered.kind()).isEqualTo(5);
        assertThat(delivered.attributes())
                .containsEntry("messaging.message.id", "17-4")
                .containsEntry("messaging.batch.message_count", "2")
                .containsEntry("tidings.sessions", "2000");
    }

    private static CollectedSpan named(String name, List<CollectedSpan> spans) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsRefusedSaysWhy() {
        // When
        try (OtelTracing tracing = tracing(0)) {
            Trace trace = begin(tracing);
            tracing.appended(trace.context(), ORDERS, tracing.now(), 1, Failure.BACKBONE_AWAY);
            trace.refused(Failure.BACKBONE_AWAY);
        }
        // Then
        assertThat(collector.await(TRACE, 2)).allSatisfy(span -> {
            assertThat(span.failed()).isTrue();
            assertThat(span.attributes()).containsEntry("error.type", "backbone-away");
        });
    }
}
