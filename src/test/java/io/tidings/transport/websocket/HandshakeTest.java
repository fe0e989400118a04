package io.tidings.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.client.WebSocketClient;
import io.tidings.transport.RawExchange;
import io.tidings.transport.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HandshakeTest {
    @TestHTTPResource("/")
    URI base;

    private String handshake(String... more) {
        List<String> request = new ArrayList<>(List.of(
                "GET /v1/ws HTTP/1.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        request.addAll(List.of(more));
        return RawExchange.exchange(base, request.toArray(String[]::new));
    }

    @Test
    void anUnknownSubprotocolAloneIsRefusedWithAProblem() {
        // When
        String answer = handshake("Sec-WebSocket-Protocol: graphql-ws");
        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"malformed\"", "tidings.v1.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidings.v1.json", "graphql-ws, tidings.v1.json", "tidings.v1.json,other"})
    void ourSubprotocolIsChosenAmongSeveral(String asked) {
        // When
        String answer = handshake("Sec-WebSocket-Protocol: " + asked);
        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 101")
                .containsIgnoringCase("sec-websocket-protocol: tidings.v1.json\r\n");
    }

    @Test
    void withoutASubprotocolOursIsSpoken() {
        // Given
        try (WebSocketClient client = new WebSocketClient(base, Service.TOKEN)) {
            // When
            client.open("", new String[] {"Authorization", "Bearer " + Service.TOKEN});
            client.send("{\"type\":\"ping\",\"ref\":\"1\"}");
            // Then
            assertThat(client.answer("1").path("type").asText()).isEqualTo("pong");
        }
    }

    @Test
    void aCookieIsNotTakenFromAnotherSitesPage() {
        // When
        String answer = handshake("Cookie: tidings=" + Service.TOKEN, "Origin: https://evil.example");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void aCookieIsNotTakenWithoutAnOrigin() {
        assertThat(handshake("Cookie: tidings=" + Service.TOKEN))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":\"origin-refused\"");
    }

    @Test
    void aRequestThatIsNoHandshakeIsToldSo() {
        // When
        String answer = RawExchange.exchange(base, "GET /v1/ws HTTP/1.1");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"", "WebSocket");
    }

    @Test
    void aHandshakeWithoutUpgradeIsToldSo() {
        // When
        String answer = RawExchange.exchange(
                base,
                "GET /v1/ws HTTP/1.1",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"");
    }

    @Test
    void aHandshakeThatAsksForNoOtherConnectionIsToldSo() {
        // When
        String answer = RawExchange.exchange(
                base,
                "GET /v1/ws HTTP/1.1",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"", "Connection: Upgrade");
    }

    @Test
    void anUnknownVersionIsRefused() {
        // When
        String answer = RawExchange.exchange(
                base,
                "GET /v1/ws HTTP/1.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 12",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 426")
                .containsIgnoringCase("sec-websocket-version: 13")
                .contains("\"code\":\"unknown-version\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSE="})
    void aKeyThatIsNotSixteenBytesIsRefused(String key) {
        // When
        String answer = RawExchange.exchange(
                base,
                "GET /v1/ws HTTP/1.1",
                "Connection: keep-alive, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + key);
        // Then
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"", "key");
    }

    @Test
    void aHandshakeWithABodyIsRefused() {
        assertThat(handshake("Content-Length: 1")).startsWith("HTTP/1.1 400").contains("body");
    }

    @Test
    void otherMethodsAreRefused() {
        // When
        String answer = RawExchange.exchange(base, "POST /v1/ws HTTP/1.1", "Content-Length: 0");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 405").containsIgnoringCase("allow: GET");
    }
}
