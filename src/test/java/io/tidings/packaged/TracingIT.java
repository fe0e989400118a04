package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import io.tidings.telemetry.Collector;
import io.tidings.telemetry.Collector.CollectedSpan;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A publication is followed from its publisher over Redis to the sessions of two pods. */
class TracingIT {
    private static final String TOKEN =
            TestTokens.hs256().subject("bob").subscribe("**").publish("**").sign();
    private static final String PARENT = "b7ad6b7169203331";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AutoClose
    private static final Collector COLLECTOR = new Collector();

    @AutoClose
    private static final Installation INSTALLATION = new Installation(
            Map.of("TIDINGS_TRACING_ENDPOINT", COLLECTOR.uri().toString(), "TIDINGS_TRACING_RATIO", "0"));

    private static PackagedPod first;
    private static PackagedPod second;

    @BeforeAll
    static void start() {
        first = INSTALLATION.start();
        second = INSTALLATION.start();
    }

    private static void publish(String path, String type, String body, String trace, String flags) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(first.uri().resolve(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .header("traceparent", "00-" + trace + "-" + PARENT + "-" + flags)
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isBetween(200, 201);
    }

    private static void publish(String channel, String trace, String flags) throws Exception {
        publish("/v1/channels/" + channel + "/messages", "application/json", "\"data\"", trace, flags);
    }

    /** The names of the fields of each entry in the log. */
    private static List<List<?>> stored(String channel) {
        List<List<?>> names = new ArrayList<>();
        Object log =
                Objects.requireNonNull(INSTALLATION.redis().call("XRANGE", "tidings:{" + channel + "}:log", "-", "+"));
        for (Object entry : (List<?>) log) {
            List<?> fields = (List<?>) ((List<?>) entry).get(1);
            List<Object> ofEntry = new ArrayList<>();
            for (int i = 0; i < fields.size(); i += 2) ofEntry.add(fields.get(i));
            names.add(ofEntry);
        }
        return names;
    }

    @Test
    void aPublicationHasASpanOfItsOwnOneInRedisAndOneOnEachPodThatDelivers() throws Exception {
        // Given
        String trace = "0af7651916cd43dd8448eb211c80319c";
        WebSocketClient here = new WebSocketClient(first.uri(), TOKEN, "orders.42");
        WebSocketClient hereToo = new WebSocketClient(first.uri(), TOKEN, "orders.42");
        SseClient there = new SseClient(second.uri(), TOKEN, "orders.42");
        List.of(here, hereToo, there).forEach(client -> client.connect("latest"));
        // When
        publish("orders.42", trace, "01");
        // Then
        List<CollectedSpan> spans = COLLECTOR.await(trace, 4);
        CollectedSpan published = named("publish orders", spans).get(0);
        List<CollectedSpan> delivered = named("deliver orders", spans);
        assertThat(spans).hasSize(4);
        assertThat(published.parent()).isEqualTo(PARENT);
        assertThat(named("EVALSHA publish.lua", spans)).singleElement().satisfies(appended -> {
            assertThat(appended.parent()).isEqualTo(published.id());
            assertThat(appended.pod()).isEqualTo(published.pod());
        });
        assertThat(delivered)
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.parent()).isEqualTo(published.id()));
        assertThat(delivered)
                .extracting(CollectedSpan::pod)
                .doesNotHaveDuplicates()
                .contains(published.pod());
        assertThat(delivered)
                .extracting(span -> span.attributes().get("tidings.sessions"))
                .containsExactlyInAnyOrder("2", "1");
        assertThat(delivered)
                .extracting(span -> span.attributes().get("messaging.message.id"))
                .containsOnly(published.attributes().get("messaging.message.id"));
    }

    @Test
    void whatIsNotSampledHasNoSpanAndIsStoredWithoutATrace() throws Exception {
        // Given
        String unsampled = "1af7651916cd43dd8448eb211c80319c";
        String sampled = "2af7651916cd43dd8448eb211c80319c";
        // When
        publish("orders.43", unsampled, "00");
        publish("orders.43", sampled, "01");
        // Then
        COLLECTOR.await(sampled, 2);
        assertThat(COLLECTOR.spans()).extracting(CollectedSpan::trace).doesNotContain(unsampled);
        assertThat(stored("orders.43")).containsExactly(List.of("p", "m"), List.of("p", "m", "t"));
    }

    @Test
    void eachLineOfABatchIsFollowed() throws Exception {
        // Given
        String trace = "3af7651916cd43dd8448eb211c80319c";
        String lines = """
                {"channel":"orders.44","data":11}
                {"channel":"orders.44","data":22}
                """;
        // When
        publish("/v1/messages", "application/x-ndjson", lines, trace, "01");
        // Then
        List<CollectedSpan> spans = COLLECTOR.await(trace, 4);
        assertThat(named("publish orders", spans))
                .hasSize(2)
                .allMatch(span -> span.parent().equals(PARENT));
        assertThat(named("EVALSHA publish.lua", spans)).hasSize(2);
    }

    private static List<CollectedSpan> named(String name, List<CollectedSpan> spans) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }
}
