package io.tidings.transport.sse;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.SseClient;
import io.tidings.client.SseEvent;
import io.tidings.transport.Census;
import io.tidings.transport.Service;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a stream says, and how it ends. */
@QuarkusTest
class StreamTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private final String channel = Service.newChannel();
    private Service service;
    private SseClient client;

    @BeforeEach
    void meet() {
        service = new Service(base);
        client = new SseClient(base, Service.TOKEN, channel);
    }

    @AfterEach
    void leave() {
        client.close();
    }

    @Test
    void theTimeToComeBackIsTheFirstThingThatComes() {
        // When
        client.connect("latest");
        // Then
        assertThat(client.lines().get(0)).matches("retry: [0-9]+");
        assertThat(client.retry()).isBetween(100L, 5_000L);
        assertThat(client.response().statusCode()).isEqualTo(200);
        assertThat(client.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(client.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(client.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void theWelcomeComesFirstAndBringsACursor() {
        // Given
        String last = service.publisher().publish(channel, "1");
        // When
        client.connect("latest");
        // Then
        SseEvent welcome = client.events().get(0);
        assertThat(welcome.event()).isEqualTo("welcome");
        assertThat(welcome.id()).isEqualTo(last);
        assertThat(welcome.json().path("heartbeat").asLong()).isEqualTo(15_000);
        assertThat(welcome.json().path("subscriptions").path(0).path("id").asText())
                .isEqualTo(last);
    }

    @Test
    void withOneChannelTheIdIsTheMessagesPosition() {
        // Given
        client.connect("latest");
        // When
        String id = service.publisher().publish(channel, "1", "shipped");
        client.data(1);
        // Then
        SseEvent message = client.event("shipped");
        assertThat(message.id()).isEqualTo(id);
        assertThat(client.lines()).containsSubsequence("id: " + id, "event: shipped", "data: " + message.data(), "");
    }

    @Test
    void withSeveralChannelsTheIdIsTheCursorOfAll() {
        // Given
        String other = Service.newChannel();
        client = new SseClient(base, Service.TOKEN, channel, other);
        client.connect("latest");
        // When
        service.publisher().publish(channel, "1");
        client.data(1);
        service.publisher().publish(other, "2", "shipped");
        client.data(2);
        client.close();
        service.publisher().publish(channel, "3");
        client.reconnect();
        // Then
        assertThat(client.data(3)).containsExactly("1", "2", "3");
        assertThat(client.events()).allSatisfy(event -> assertThat(event.id()).startsWith("c1."));
    }

    @Test
    void theTokensOwnChannelsHaveTheLongCursorAlways() {
        // Given
        client = new SseClient(base, TestTokens.hs256().channels(channel).sign());
        client.open(client.request("/v1/stream"));
        // When
        service.publisher().publish(channel, "1");
        client.data(1);
        client.close();
        service.publisher().publish(channel, "2");
        client.reconnect();
        // Then
        assertThat(client.data(2)).containsExactly("1", "2");
        assertThat(client.cursor()).startsWith("c1.");
    }

    @Test
    void theLastEventIdWinsOverTheAddress() {
        // Given
        List<String> ids = service.publisher().numbers(channel, 1, 4);
        // When
        client.open(client.request("/v1/stream", "since", "earliest").header("Last-Event-ID", ids.get(2)));
        // Then
        assertThat(client.data(1)).containsExactly("4");
    }

    @Test
    void aPositionThatAChannelBringsItselfWinsOverSince() {
        // Given
        List<String> ids = service.publisher().numbers(channel, 1, 4);
        client = new SseClient(base, Service.TOKEN, channel + "@" + ids.get(1));
        // When
        client.connect("latest");
        // Then
        assertThat(client.data(2)).containsExactly("3", "4");
    }

    @Test
    void aStreamCanBeAskedForByPost() {
        // Given
        service.publisher().numbers(channel, 1, 2);
        String body = "{\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\"earliest\"}]}";
        client = new SseClient(base, Service.TOKEN);
        // When
        client.open(client.request("/v1/stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        // Then
        assertThat(client.data(2)).containsExactly("1", "2");
    }

    @Test
    void aHoleIsAnEventWithAnId() {
        // Given
        String small = Service.newShortChannel();
        List<String> ids = service.publisher().numbers(small, 1, 10);
        client = new SseClient(base, Service.TOKEN, small);
        // When
        client.connect(ids.get(0));
        // Then
        assertThat(client.event("gap").id()).isEqualTo(ids.get(4));
        assertThat(client.events().get(0).event()).isEqualTo("welcome");
        assertThat(client.events().get(0).id()).isEqualTo(ids.get(0));
    }

    /** The next time that a stream has something to do by itself is its heartbeat, after 15 s. */
    @Test
    void aStreamEndsWhenItsTokenDoesAndNotAtTheNextHeartbeat() {
        // Given
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 5);
        client = new SseClient(
                base, TestTokens.hs256().subscribe("**").expiresAt(end).sign(), channel);
        // When
        client.connect("latest");
        client.awaitEnd();
        // Then
        assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(8));
        assertThat(client.event("bye").json().path("code").asText()).isEqualTo("token-expired");
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatGoesAwayLeavesNoSessionBehind(Version version) {
        // Given
        await().until(() -> census.sessions("sse") == 0);
        client = new SseClient(version, base, Service.TOKEN, channel);
        client.connect("latest");
        await().until(() -> census.sessions("sse") == 1);
        // When
        client.close();
        // Then
        await().until(() -> census.sessions("sse") == 0);
        assertThat(client.response().version()).isEqualTo(version);
    }
}
