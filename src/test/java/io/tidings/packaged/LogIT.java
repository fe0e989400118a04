package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.auth.TestTokens;
import io.tidings.client.PublishClient;
import io.tidings.client.WebSocketClient;
import io.tidings.redis.RedisServer;
import io.tidings.transport.RawExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a packaged pod prints, with the access log and our own DEBUG switched on: from its first line to its last. */
class LogIT {
    /** What tokens, keys and data of this test have in them and nothing else has. */
    private static final String MARK = "5ecre7";

    private static final String SECRET = MARK + "-secret-of-this-pod-0123456789-0123456789";
    private static final String GOOD = TestTokens.hs256(SECRET)
            .subject("bob")
            .subscribe("news")
            .publish("news")
            .sign();
    private static final String FORGED =
            TestTokens.hs256(MARK + "-of-somebody-else-0123456789-0123456789").sign();

    private static String printed;
    private static List<JsonNode> lines;

    @BeforeAll
    static void work() {
        try (RedisServer redis = RedisServer.start();
                PackagedPod pod = PackagedPod.start(Map.of(
                        "TIDINGS_BACKBONE", "redis",
                        "QUARKUS_REDIS_HOSTS", redis.uri(),
                        "TIDINGS_AUTH_SECRET", SECRET,
                        "TIDINGS_AUTH_QUERY_TOKEN", "true",
                        "TIDINGS_DRAIN_SETTLE", "0s",
                        "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true",
                        "QUARKUS_LOG_CATEGORY__IO_TIDINGS__LEVEL", "DEBUG"))) {
            deliver(pod);
            refuse(pod, "Authorization: Bearer " + FORGED, "");
            refuse(pod, "Authorization: Bearer " + MARK, "");
            refuse(pod, "Authorization: Basic " + MARK, "");
            refuse(pod, "Cookie: tidings=" + FORGED, "");
            refuse(pod, "X-Nothing: 1", "access_token=" + FORGED);
            refuse(pod, "X-Nothing: 1", "ticket=" + MARK + "&access_token=%zz" + MARK);
            refuse(pod, "Authorization: Bearer " + GOOD, "tag=" + MARK);
            redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
            await().atMost(Duration.ofSeconds(60)).until(() -> pod.metric("tidings_redis_reconnects_total") > 0);
            pod.terminate();
            assertThat(pod.awaitEnd(Duration.ofSeconds(60))).isTrue();
            printed = pod.log();
        }
        lines = printed.lines().map(LogIT::object).toList();
    }

    private static void deliver(PackagedPod pod) {
        WebSocketClient socket = new WebSocketClient(pod.uri(), GOOD, "news");
        socket.connect("latest");
        new PublishClient(pod.uri(), GOOD).publish("news", "\"" + MARK + "\"");
        socket.send("{\"type\":\"connect\",\"token\":\"" + FORGED + "\"}");
        socket.send("{\"type\":\"publish\",\"channel\":\"" + MARK + "\",\"data\":1}");
        socket.sendBytes(MARK.getBytes());
        assertThat(socket.closeCode()).isEqualTo(1003);
    }

    /** Publishes, follows and polls, all in vain. */
    private static void refuse(PackagedPod pod, String header, String query) {
        String body = "{" + MARK;
        String publish = "POST /v1/channels/news/messages?" + query + " HTTP/1.1";
        String poll = "GET /v1/poll?channel=" + MARK + "&" + query + " HTTP/1.1";
        String stream = "GET /v1/stream?channel=" + MARK + "&" + query + " HTTP/1.1";
        String length = "Content-Length: 0\r\nContent-Type: application/json; of=" + body;
        for (String request : List.of(publish, poll, stream))
            assertThat(RawExchange.exchange(pod.uri(), request, header, length)).startsWith("HTTP/1.1 4");
    }

    private static JsonNode object(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Test
    void everyLineIsAnObjectThatSaysWhenHowBadWhereAndWhat() {
        assertThat(lines)
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line.fieldNames())
                        .toIterable()
                        .contains("timestamp", "level", "logger", "message", "pod")
                        .doesNotContain("sequence", "ndc"));
    }

    @Test
    void noLineHasATokenAKeyOrData() {
        assertThat(printed).doesNotContain(MARK);
    }

    @Test
    void whatIsToldOfANodeOrARequestSaysWhich() {
        assertThat(lines.stream().map(line -> line.path("message").asText()).toList())
                .anyMatch(message -> message.matches("Redis is away; node=127\\.0\\.0\\.1:\\d+ reason=.+"))
                .anyMatch(message -> message.contains("\"POST /v1/channels/news/messages HTTP/1.1\" 401"))
                .anyMatch(message -> message.startsWith("drained: left=0"));
    }
}
