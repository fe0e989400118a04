package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.client.WebSocketClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two pods over one Redis. */
class TwoPodsIT extends EarthquakesContract {
    @AutoClose
    private static final Installation INSTALLATION = new Installation(Map.of("TIDINGS_HISTORY_SIZE", "5000"));

    private static PackagedPod first;
    private static PackagedPod second;

    @BeforeAll
    static void start() {
        first = INSTALLATION.start();
        second = INSTALLATION.start();
    }

    @Override
    PackagedPod writer() {
        return first;
    }

    @Override
    PackagedPod reader() {
        return second;
    }

    @Test
    void anOperatorEndsTheSessionsOfAUserOnEveryPod() throws Exception {
        // Given
        String bob = TestTokens.hs256().subject("b\u00f6b").subscribe("news").sign();
        WebSocketClient here = new WebSocketClient(first.uri(), bob, "news");
        WebSocketClient there = new WebSocketClient(second.uri(), bob, "news");
        here.connect("latest");
        there.connect("latest");
        // When
        HttpRequest order = HttpRequest.newBuilder(first.uri().resolve("/v1/users/b%C3%B6b/disconnect"))
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.hs256().operate().sign())
                .POST(BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(order, BodyHandlers.discarding())
                .statusCode();
        // Then
        assertThat(status).isEqualTo(204);
        assertThat(here.closeCode()).isEqualTo(4504);
        assertThat(there.closeCode()).isEqualTo(4504);
    }

    @Test
    void theRoadIsMeasured() throws Exception {
        // of a Redis that a busy machine has held up for so long the pod says so
        long lost = second.log()
                .lines()
                .filter(line -> line.contains("no canary came back for"))
                .count();
        assertThat(second.management("/q/metrics").body())
                .containsPattern("tidings_canary_seconds_count [1-9]")
                .contains("tidings_redis_reconnects_total " + (double) lost);
    }
}
