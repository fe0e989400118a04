package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at the end of a time or a limit. */
@QuarkusTest
@TestProfile(Hasty.class)
class LimitsTest {
    private static final Duration LONGER_THAN_A_PONG_MAY_TAKE = Duration.ofSeconds(6);

    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private final String channel = Service.newChannel();
    /** Of a subject of its own: sessions of other tests may still be ending. */
    private final String token = TestTokens.hs256()
            .subject(UUID.randomUUID().toString())
            .subscribe("**")
            .sign();

    private final List<AutoCloseable> open = new ArrayList<>();
    private WebSocketClient client;

    @BeforeEach
    void meet() {
        client = webSocket();
    }

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable each : open) each.close();
    }

    private WebSocketClient webSocket() {
        WebSocketClient opened = new WebSocketClient(base, token, channel);
        open.add(opened);
        return opened;
    }

    private SseClient stream() {
        SseClient opened = new SseClient(base, token, channel);
        open.add(opened);
        return opened;
    }

    @Test
    void oneWhoSaysNothingAndHasNoTokenIsSentAway() {
        // When
        client.open();
        // Then
        assertThat(client.closeCode()).isEqualTo(4005);
        assertThat(client.frame("bye").path("code").asText()).isEqualTo("no-connect");
    }

    @Test
    void oneWhoSaysNothingAndHasATokenIsWelcome() {
        // When
        client.open("Authorization", "Bearer " + token);
        // Then
        assertThat(client.frame("welcome").path("heartbeat").asInt()).isEqualTo(500);
    }

    @Test
    void oneWhoAnswersPingsStays() {
        // Given
        client.connect("latest");
        // When
        await().pollDelay(LONGER_THAN_A_PONG_MAY_TAKE).until(() -> true);
        client.send("{\"type\":\"ping\",\"ref\":\"1\"}");
        // Then
        assertThat(client.answer("1").path("type").asText()).isEqualTo("pong");
    }

    @Test
    void oneWhoDoesNotAnswerPingsIsSentAway() {
        // Given
        int before = census.ended("no-pong");
        client.connect("latest");
        // When
        client.stopReading();
        await().until(() -> census.ended("no-pong") > before);
        client.readOn();
        // Then
        assertThat(client.closeCode()).isEqualTo(4004);
    }

    @Test
    void oneWhoCommandsTooFastIsSentAwayForAWhile() {
        // Given
        client.connect("latest");
        // When
        for (int i = 0; i < 60; i++) client.send("{\"type\":\"ping\"}");
        // Then
        assertThat(client.closeCode()).isEqualTo(4003);
        assertThat(client.frame("bye").path("retryAfter").asLong()).isPositive();
    }

    @Test
    void aSubjectHasOnlySoManyWebSockets() {
        // Given
        for (int i = 0; i < Hasty.SESSIONS; i++) webSocket().connect("latest");
        WebSocketClient byConnect = client;
        WebSocketClient byHandshake = webSocket();
        // When
        byConnect.connect("latest");
        byHandshake.open("Authorization", "Bearer " + token);
        // Then
        assertThat(byConnect.closeCode()).isEqualTo(4509);
        assertThat(byHandshake.closeCode()).isEqualTo(4509);
        assertThat(byHandshake.frame("error").path("code").asText()).isEqualTo("too-many-sessions");
        assertThat(byHandshake.frame("bye").has("retryAfter")).isFalse();
    }

    @Test
    void aSubjectHasOnlySoManySessionsOfAnyKind() {
        // Given
        for (int i = 0; i < Hasty.SESSIONS; i++) stream().connect("latest");
        SseClient oneMore = stream();
        // When
        oneMore.connect("latest");
        // Then
        assertThat(oneMore.response().statusCode()).isEqualTo(429);
        assertThat(new PollClient(base, token, channel).poll("wait", "0").statusCode())
                .isEqualTo(429);
    }

    @Test
    void anEndedSessionMakesRoomForAnother() {
        // Given
        for (int i = 0; i < 3 * Hasty.SESSIONS; i++) {
            WebSocketClient visitor = webSocket();
            // When
            await().until(() -> {
                visitor.connect("latest");
                return !visitor.isClosed();
            });
            visitor.close();
        }
        // Then
        await().until(() -> {
            client.connect("latest");
            return !client.isClosed();
        });
    }

    @Test
    void aSilentStreamIsKeptAliveByComments() {
        // Given
        SseClient stream = stream();
        // When
        stream.connect("latest");
        // Then
        await().until(() -> stream.comments() >= 3);
    }
}
