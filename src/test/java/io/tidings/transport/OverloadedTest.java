package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.PollClient;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More come than the pod lets in: each is told when to come back, and its token is not even read. */
@QuarkusTest
@TestProfile(OverloadedTest.OneASecond.class)
class OverloadedTest {
    /** Enough for all lanes. */
    private static final int CROWD = 200;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI base;

    @Inject
    MeterRegistry registry;

    private final String channel = Service.newChannel();

    /** Each lane lets in one session a second; one publication is under way. */
    public static final class OneASecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.limits.connects-per-second", "1", "tidings.limits.publishes-in-flight", "1");
        }
    }

    /** A bad token is as good as any to knock with. */
    @BeforeEach
    void crowd() {
        PollClient stranger = new PollClient(base, "nonsense", channel);
        for (int i = 0; i < CROWD; i++) stranger.hold("wait", "0");
    }

    private double rejected() {
        return registry.get("tidings.admission.rejected")
                .tag("code", "overloaded")
                .functionCounter()
                .count();
    }

    @Test
    void aPollIsRefusedWithATimeToComeBackBeforeItsTokenIsRead() {
        // Given
        PollClient stranger = new PollClient(base, "nonsense", channel);
        double before = rejected();
        // When
        HttpResponse<String> answer =
                await().until(() -> stranger.poll("wait", "0"), refused -> refused.statusCode() == 503);
        // Then
        assertThat(answer.body()).contains("\"code\":\"overloaded\"");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        assertThat(rejected()).isGreaterThan(before);
    }

    @Test
    void aStreamIsAnsweredWith200AndEndsWithBye() {
        // Given
        SseClient stream = new SseClient(base, "nonsense", channel);
        // When
        await().until(() -> {
            stream.connect("latest");
            return stream.response().statusCode() == 200;
        });
        // Then
        stream.awaitEnd();
        assertThat(stream.event("bye").json().path("code").asText()).isEqualTo("overloaded");
        assertThat(stream.event("bye").json().path("retryAfter").asLong()).isEqualTo(stream.retry());
    }

    @Test
    void aWebSocketIsClosedWith1013() {
        // Given
        String[] token = {"Authorization", "Bearer nonsense"};
        // When
        WebSocketClient socket = await().until(
                        () -> {
                            WebSocketClient next = new WebSocketClient(base, "nonsense", channel);
                            next.open(token);
                            return next;
                        },
                        next -> next.closeCode() == 1013);
        // Then
        assertThat(socket.frame("error").path("code").asText()).isEqualTo("overloaded");
        assertThat(socket.frame("bye").path("retryAfter").asLong()).isPositive();
    }

    /** Without a share in that window they would come back within three seconds, however many they are. */
    @Test
    void publishersWhoAreRefusedComeBackInOneWindowWithTheSessions() {
        // When
        List<Long> returns = new ArrayList<>();
        await().until(() -> {
            returns.addAll(refusedAmong(50));
            return returns.size() >= 20;
        });
        // Then
        assertThat(returns).anyMatch(seconds -> seconds > 3);
        assertThat(returns.stream().distinct().count()).isGreaterThan(3);
    }

    /** Publishes so many at once. @return when those that are refused may come back, in seconds */
    private List<Long> refusedAmong(int publications) {
        HttpRequest publication = HttpRequest.newBuilder(base.resolve("/v1/channels/" + channel + "/messages"))
                .header("Authorization", "Bearer " + Service.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("1"))
                .build();
        return Stream.generate(() -> HTTP.sendAsync(publication, HttpResponse.BodyHandlers.discarding()))
                .limit(publications)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 503)
                .map(answer -> answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .toList();
    }

    @Test
    void publishersComeIn() {
        assertThat(new Service(base).publisher().publish(channel, "1")).startsWith("1-");
    }
}
