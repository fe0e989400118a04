package io.tidings.transport.websocket;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.WebSocketClient;
import io.tidings.transport.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a WebSocket's token comes, is renewed and ends. */
@QuarkusTest
class TokenTest {
    @TestHTTPResource("/")
    URI base;

    private final String channel = Service.newChannel();
    private WebSocketClient client;

    @BeforeEach
    void meet() {
        client = new WebSocketClient(base, Service.TOKEN, channel);
    }

    @AfterEach
    void leave() {
        client.close();
    }

    private static Instant inSeconds(long seconds) {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + seconds);
    }

    private void connect(String ref, String token) {
        client.send("{\"type\":\"connect\",\"ref\":\"" + ref + "\",\"token\":\"" + token + "\"}");
    }

    private void subscribe(String ref) {
        client.send("{\"type\":\"subscribe\",\"ref\":\"" + ref + "\",\"subscriptions\":[{\"channel\":\"" + channel
                + "\"}]}");
    }

    @Test
    void aBadTokenInTheHandshakeIsToldWhereABrowserSeesIt() {
        // When
        client.open("Authorization", "Bearer nonsense");
        // Then
        assertThat(client.closeCode()).isEqualTo(4501);
        assertThat(client.frame("error").path("code").asText()).isEqualTo("bad-token");
        assertThat(client.frame("bye").path("code").asText()).isEqualTo("bad-token");
    }

    @Test
    void anExpiredTokenInTheHandshakeAsksForANewOne() {
        // When
        client.open(
                "Authorization",
                "Bearer " + TestTokens.hs256().expiresAt(inSeconds(-5)).sign());
        // Then
        assertThat(client.closeCode()).isEqualTo(4002);
    }

    @Test
    void aBadTokenInConnectEndsTheSession() {
        // Given
        client.open();
        // When
        connect("1", "nonsense");
        // Then
        assertThat(client.closeCode()).isEqualTo(4501);
        assertThat(client.answer("1").path("code").asText()).isEqualTo("bad-token");
        assertThat(client.answer("1").path("detail").asText()).doesNotContain("nonsense");
    }

    @Test
    void withoutATokenOnlyConnectIsTaken() {
        // Given
        client.open();
        // When
        subscribe("1");
        connect("2", Service.TOKEN);
        // Then
        assertThat(client.answer("1").path("code").asText()).isEqualTo("bad-token");
        assertThat(client.answer("2").path("type").asText()).isEqualTo("welcome");
    }

    /** The next time that a session has something to do by itself is its heartbeat, after 25 s. */
    @Test
    void aSessionEndsWhenItsTokenDoesAndNotAtTheNextHeartbeat() {
        // Given
        Instant end = inSeconds(5);
        client.open();
        // When
        connect("1", TestTokens.hs256().expiresAt(end).sign());
        client.closeCode();
        // Then
        assertThat(client.closeCode()).isEqualTo(4002);
        assertThat(client.frame("bye").path("code").asText()).isEqualTo("token-expired");
        assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(8));
    }

    @Test
    void aNewTokenKeepsTheSessionAndItsSubscriptions() {
        // Given
        Instant end = inSeconds(6);
        client.open();
        connect("1", TestTokens.hs256().subscribe("**").expiresAt(end).sign());
        subscribe("2");
        client.answer("2");
        // When
        connect("3", Service.TOKEN);
        String expires = client.answer("3").path("expires").asText();
        // Then
        assertThat(Instant.parse(expires)).isAfter(end.plusSeconds(60));
        await().until(() -> Instant.now().isAfter(end.plusMillis(300)));
        new Service(base).publisher().publish(channel, "1");
        assertThat(client.data(1)).containsExactly("1");
    }

    @Test
    void aNewTokenThatGrantsLessEndsWhatItDoesNotGrant() {
        // Given
        client.open();
        connect("1", Service.TOKEN);
        subscribe("2");
        client.answer("2");
        // When
        connect("3", TestTokens.hs256().subscribe("other").sign());
        // Then
        assertThat(client.frame("unsubscribed").path("code").asText()).isEqualTo("not-granted");
        assertThat(client.answer("3").path("type").asText()).isEqualTo("welcome");
    }

    @Test
    void aNewTokenForSomeoneElseIsRefusedAndTheSessionGoesOn() {
        // Given
        client.open();
        connect("1", Service.TOKEN);
        // When
        connect("2", TestTokens.hs256().subject("bob").sign());
        subscribe("3");
        // Then
        assertThat(client.answer("2").path("code").asText()).isEqualTo("bad-token");
        assertThat(client.answer("3").path("type").asText()).isEqualTo("subscribed");
    }

    @Test
    void aCookieIsTakenFromTheServicesOwnPages() {
        // When
        client.open(
                "Cookie", "tidings=" + Service.TOKEN, "Origin", base.toString().replaceAll("/$", ""));
        subscribe("1");
        // Then
        assertThat(client.answer("1").path("type").asText()).isEqualTo("subscribed");
    }
}
