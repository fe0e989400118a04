package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.PollClient;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import io.tidings.core.session.Sessions;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A pod on its way out; it never takes sessions in again, so it is an application of its own. */
@QuarkusTest
@TestProfile(DrainingTest.OnItsWayOut.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrainingTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    io.tidings.app.Pod pod;

    @Inject
    Census census;

    private final String channel = Service.newChannel();

    /** The usual configuration. */
    public static final class OnItsWayOut implements QuarkusTestProfile {}

    @Test
    @Order(1)
    void whoIsThereIsToldWhenToComeBackAndWhereToGoOn() {
        // Given
        WebSocketClient socket = new WebSocketClient(base, Service.TOKEN, channel);
        SseClient stream = new SseClient(base, Service.TOKEN, channel);
        PollClient poll = new PollClient(base, Service.TOKEN, channel);
        int before = census.joins();
        String last = new Service(base).publisher().publish(channel, "1");
        socket.connect("latest");
        stream.connect("latest");
        CompletableFuture<HttpResponse<String>> held = poll.hold("wait", "55s");
        // A poll that has no position yet would be refused.
        await().until(() -> census.joins() == before + 3);
        // When
        pod.everywhere(sessions -> sessions.drain(Integer.MAX_VALUE));
        // Then
        assertThat(socket.closeCode()).isEqualTo(1012);
        assertThat(socket.frame("bye").path("retryAfter").asLong()).isPositive();
        stream.awaitEnd();
        assertThat(stream.event("bye").json().path("code").asText()).isEqualTo("draining");
        assertThat(stream.cursor()).isEqualTo(last);
        assertThat(held.join().body()).isEqualTo("{\"messages\":[],\"cursor\":\"" + last + "\"}");
    }

    @Test
    @Order(3)
    void whoComesNowOnAConnectionOfHttp2IsToldTheSame() {
        // Given
        SseClient stream = new SseClient(HttpClient.Version.HTTP_2, base, Service.TOKEN, channel);
        // When
        stream.connect("latest");
        // Then
        stream.awaitEnd();
        assertThat(stream.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(stream.response().statusCode()).isEqualTo(200);
        assertThat(stream.event("bye").json().path("code").asText()).isEqualTo("draining");
    }

    @Test
    @Order(2)
    void whoComesNowIsToldToComeBackLater() {
        // Given
        pod.everywhere(Sessions::startDraining);
        WebSocketClient socket = new WebSocketClient(base, Service.TOKEN, channel);
        SseClient stream = new SseClient(base, Service.TOKEN, channel);
        PollClient poll = new PollClient(base, Service.TOKEN, channel);
        // When
        socket.open("Authorization", "Bearer " + Service.TOKEN);
        stream.connect("latest");
        HttpResponse<String> answer = poll.poll();
        // Then
        assertThat(socket.closeCode()).isEqualTo(1012);
        assertThat(socket.frame("bye").path("code").asText()).isEqualTo("draining");
        assertThat(stream.response().statusCode()).isEqualTo(200);
        assertThat(stream.lines().get(0)).matches("retry: [0-9]+");
        assertThat(stream.event("bye").json().path("retryAfter").asLong()).isEqualTo(stream.retry());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"draining\"");
    }
}
