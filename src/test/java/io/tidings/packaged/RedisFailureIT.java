package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.client.PublishClient;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import io.tidings.redis.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pod does when Redis is away, comes back, or comes back as another one. */
class RedisFailureIT {
    private static final String TOKEN =
            TestTokens.hs256().subject("bob").subscribe("**").publish("**").sign();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static PackagedPod launch(RedisServer redis) {
        return PackagedPod.launch(
                Map.of("TIDINGS_BACKBONE", "redis", "QUARKUS_REDIS_HOSTS", redis.uri(), "TIDINGS_AUDIT", "2s"));
    }

    private static HttpResponse<String> publish(URI pod, String channel, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(pod.resolve("/v1/channels/" + channel + "/messages"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", channel + "/" + json)
                .POST(BodyPublishers.ofString(json))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Test
    void aPodThatStartsWithoutRedisIsNotReadySaysWhyAndRecovers() {
        RedisServer redis = RedisServer.absent();
        try (redis;
                PackagedPod pod = launch(redis)) {
            // Given
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> pod.readiness().map(HttpResponse::statusCode).orElse(0) == 503);
            assertThat(pod.readiness().orElseThrow().body()).contains("Redis has not been reached yet");
            // When
            redis.run();
            // Then
            pod.awaitReady();
            assertThat(new PublishClient(pod.uri(), TOKEN).publish("news", "1")).startsWith("1-");
        }
    }

    @Test
    void whenRedisGoesAwaySubscribersStayPublishersAreToldAndAllResumes() throws Exception {
        RedisServer redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
        try (redis;
                PackagedPod pod = launch(redis)) {
            // Given
            pod.awaitReady();
            WebSocketClient socket = new WebSocketClient(pod.uri(), TOKEN, "news");
            SseClient stream = new SseClient(pod.uri(), TOKEN, "news");
            socket.connect("latest");
            stream.connect("latest");
            new PublishClient(pod.uri(), TOKEN).publish("news", "1");
            // When
            redis.kill();
            await().atMost(Duration.ofSeconds(20)).until(() -> pod.log().contains("Redis is away"));
            HttpResponse<String> refused = publish(pod.uri(), "news", "2");
            redis.run();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> publish(pod.uri(), "news", "3").statusCode() == 201);
            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"backbone-away\"");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(pod.readiness().orElseThrow().statusCode()).isEqualTo(200);
            assertThat(socket.data(2)).containsExactly("1", "3");
            assertThat(stream.data(2)).containsExactly("1", "3");
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void aRestoredSnapshotWithAnotherTailOfTheSameLengthIsToldToWhoStayedAndToWhoComesBack() {
        RedisServer redis = RedisServer.start();
        try (redis;
                PackagedPod pod = launch(redis)) {
            // Given
            pod.awaitReady();
            PublishClient publisher = new PublishClient(pod.uri(), TOKEN);
            WebSocketClient stayed = new WebSocketClient(pod.uri(), TOKEN, "news");
            SseClient left = new SseClient(pod.uri(), TOKEN, "news");
            stayed.connect("latest");
            left.connect("latest");
            publisher.numbers("news", 1, 5);
            redis.call("SAVE");
            publisher.numbers("news", 6, 10);
            stayed.data(10);
            left.data(10);
            left.close();
            // When
            redis.restart();
            // told of the log that is shorter now; what is published before the pod has read it is in the gap
            stayed.data(11);
            publisher.numbers("news", 11, 15);
            // Then
            assertThat(stayed.data(16)).endsWith("10", "gap:rewritten", "11", "12", "13", "14", "15");
            SseClient back = new SseClient(pod.uri(), TOKEN, "news");
            back.connect(left.cursor());
            assertThat(back.data(1).get(0)).isEqualTo("gap:rewritten");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(back.cursor()).isEqualTo(stayed.cursor()));
        }
    }

    @Test
    void connectionsThatAreCutAreBackInAMoment() throws Exception {
        RedisServer redis = RedisServer.start();
        try (redis;
                PackagedPod pod = launch(redis)) {
            // Given
            pod.awaitReady();
            WebSocketClient socket = new WebSocketClient(pod.uri(), TOKEN, "news");
            socket.connect("latest");
            List<Long> millis = new ArrayList<>();
            int published = 0;
            for (int cut = 0; cut < 20; cut++) {
                Thread.sleep(500);
                // When
                redis.call("CLIENT", "KILL", "TYPE", cut % 2 == 0 ? "pubsub" : "normal");
                long begin = System.nanoTime();
                while (publish(pod.uri(), "news", String.valueOf(published)).statusCode() != 201) {}
                published++;
                socket.data(published);
                millis.add((System.nanoTime() - begin) / 1_000_000);
            }
            // Then
            Collections.sort(millis);
            System.out.printf(
                    "redis: from a cut connection to the next message, %d times: p50 %d ms, max %d ms%n",
                    millis.size(), millis.get(millis.size() / 2), millis.get(millis.size() - 1));
            assertThat(socket.data()).doesNotHaveDuplicates().noneMatch(each -> each.startsWith("gap"));
        }
    }

    @Test
    void whatAPublishCostsIsPrinted() throws Exception {
        RedisServer redis = RedisServer.start();
        try (redis;
                PackagedPod pod = launch(redis)) {
            // Given
            pod.awaitReady();
            for (int i = 0; i < 20; i++) publishMany(pod.uri(), 1_000);
            Duration podBefore = pod.process().info().totalCpuDuration().orElseThrow();
            Duration redisBefore = redis.cpu();
            // When
            for (int i = 0; i < 40; i++) publishMany(pod.uri(), 1_000);
            // Then
            long podMicros = pod.process()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .minus(podBefore)
                            .toNanos()
                    / 40_000_000;
            long redisMicros = redis.cpu().minus(redisBefore).toNanos() / 40_000_000;
            System.out.printf(
                    "redis: processor time a publish, 40,000 messages in ndjson requests of 1,000: pod %d us, Redis %d us%n",
                    podMicros, redisMicros);
            assertThat(podMicros).isPositive();
        }
    }

    private static void publishMany(URI pod, int count) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(pod.resolve("/v1/messages"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"channel\":\"cost.1\",\"data\":{\"some\":\"thing\"}}\n".repeat(count)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.body().lines().filter(line -> line.contains("\"id\":")))
                .hasSize(count);
    }
}
