package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.client.Received;
import io.tidings.client.WebSocketClient;
import io.tidings.redis.RedisServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The format that pods of different versions share on one Redis, against what {@code format/1.commands} has kept of it. */
class StoredFormatIT {
    private static final String CHANNEL = "orders.42";
    private static final String TOKEN = TestTokens.hs256()
            .subject("shop")
            .subscribe("**")
            .publish("**")
            .operate()
            .sign();

    private final HttpClient http = HttpClient.newHttpClient();

    @AutoClose
    private final RedisServer redis = RedisServer.start();

    private PackagedPod launch() {
        return PackagedPod.launch(
                Map.of("TIDINGS_BACKBONE", "redis", "QUARKUS_REDIS_HOSTS", redis.uri(), "TIDINGS_AUDIT", "1h"));
    }

    private PackagedPod pod() {
        PackagedPod pod = launch();
        pod.awaitReady();
        return pod;
    }

    /** Publishes what the kept commands have come from. @return the ids of the answers */
    private List<String> publish(PackagedPod pod) throws Exception {
        return List.of(
                id(post(pod, "?event=shipped&tag=to:Z%C3%BCrich", "application/json", "first", "{\"price\": 1.50}")),
                id(post(pod, "", "application/json", "", "\"two\"")),
                id(post(pod, "", "text/plain", "third", "three")));
    }

    private HttpResponse<String> post(PackagedPod pod, String query, String type, String key, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        pod.uri().resolve("/v1/channels/" + CHANNEL + "/messages" + query))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) request.header("Idempotency-Key", key);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.body().replaceAll(".*\"id\":\"([0-9-]+)\".*", "$1");
    }

    @Test
    void whatIsWrittenIsWhatVersion1OfTheFormatHas() throws Exception {
        // Given
        try (PackagedPod pod = pod();
                RedisCommands.Listener heard = RedisCommands.listen(redis, "tidings:{" + CHANNEL + "}")) {
            // When
            publish(pod);
            // Then
            RedisCommands written =
                    RedisCommands.of(redis).and(heard.commands()).without("~tidings");
            assertThat(written.withoutChance()).isEqualTo(RedisCommands.kept(1).withoutChance());
        }
    }

    static Stream<RedisCommands> versions() {
        return Stream.of(
                RedisCommands.kept(1),
                RedisCommands.kept(1)
                        .replacing("XADD", "(\tm\t\\{)", "\tt\t00-4bf9-01$1\"later\":[1],")
                        .replacing("SET", "(:idem:.*)", "$1 later")
                        .replacing("PUBLISH", "( \\d+)( \\{)", "$1,t=00-4bf9-01,u=1$2")
                        .and(List.of("SET\ttidings:{" + CHANNEL + "}:later\t1")));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatAnotherVersionHasWrittenIsReadAndContinued(RedisCommands kept) throws Exception {
        // Given
        kept.stored().playTo(redis);
        List<String> ids = kept.ids();
        try (PackagedPod pod = pod();
                WebSocketClient live = new WebSocketClient(pod.uri(), TOKEN, CHANNEL);
                PollClient returning = new PollClient(pod.uri(), TOKEN, CHANNEL)) {
            live.connect(ids.get(3));
            // When
            returning.connectOnce(ids.get(0));
            String repeated = id(
                    post(pod, "?event=shipped&tag=to:Z%C3%BCrich", "application/json", "first", "{\"price\": 1.50}"));
            String next = id(post(pod, "", "application/json", "", "4"));
            // Then
            assertThat(returning.received()).extracting(Received::id).isEqualTo(ids.subList(1, 4));
            assertThat(returning.data().subList(0, 2)).containsExactly("{\"price\":1.5}", "two");
            assertThat(returning.received().get(2).json().path("data_base64").asText())
                    .isEqualTo("dGhyZWU=");
            assertThat(repeated).isEqualTo(ids.get(1));
            assertThat(next).startsWith("4-");
            assertThat(live.data(1)).containsExactly("4");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatAnotherVersionTellsIsHeardAtOnce(RedisCommands kept) throws Exception {
        // Given
        List<String> ids = kept.ids();
        redis.call("SET", "tidings:{" + CHANNEL + "}:pos", ids.get(0));
        try (PackagedPod pod = pod();
                WebSocketClient live = new WebSocketClient(pod.uri(), TOKEN, CHANNEL)) {
            live.connect(ids.get(0));
            // When
            kept.playTo(redis);
            // Then: within the client's patience, which is far shorter than the audit's period
            assertThat(live.data(3)).hasSize(3);
            assertThat(live.received()).extracting(Received::id).isEqualTo(ids.subList(1, 4));
        }
    }

    @Test
    void aFormatThatItDoesNotKnowIsRefusedByAPodThatIsNotReady() throws Exception {
        // Given
        redis.call("SET", "tidings:format", "2");
        try (PackagedPod pod = launch()) {
            // When
            await().atMost(Duration.ofMinutes(3))
                    .until(() ->
                            pod.readiness().map(HttpResponse::body).orElse("").contains("it holds format 2"));
            HttpResponse<String> answer = post(pod, "", "application/json", "", "1");
            // Then
            assertThat(pod.readiness().map(HttpResponse::statusCode)).contains(503);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("backbone-away");
            assertThat((List<?>) Objects.requireNonNull(redis.call("KEYS", "*")))
                    .hasToString("[tidings:format]");
            assertThat(pod.log()).contains("it holds format 2 (tidings:format)");
        }
    }
}
