package io.tidings.transport.http2;

import static io.tidings.transport.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.Http2Client;
import io.tidings.transport.Census;
import io.tidings.transport.Service;
import io.tidings.transport.lean.ClientFrames;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket begins and ends on a stream, and what is no WebSocket. */
@QuarkusTest
class ExtendedConnectTest {
    private static final byte[] BROKEN = {(byte) 0x83};
    private static final byte[] PING = ClientFrames.text("{\"type\":\"ping\",\"ref\":\"1\"}");
    private static final String AUTHORIZATION = "Bearer " + Service.TOKEN;
    private static final String CROWD =
            TestTokens.hs256().subject("crowd").subscribe("**").sign();

    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private Http2Client client;

    @BeforeEach
    void connect() {
        client = new Http2Client(base);
        assertThat(client.awaitOffer()).isTrue();
        await().until(() -> census.sessions("websocket") == 0);
    }

    @AfterEach
    void leave() {
        client.close();
    }

    private Conversation open(String... more) {
        return new Conversation(client, client.webSocket("/v1/ws", more));
    }

    private Conversation openAsAlice() {
        return open("authorization", AUTHORIZATION);
    }

    /** As one who has no sessions but these: a subject may have a hundred, and alice's of other tests may still be ending. */
    private Conversation openAsACrowd() {
        return open("authorization", "Bearer " + CROWD);
    }

    @Test
    void theFirstStreamIsServed() {
        // When
        Conversation socket = openAsAlice().send(PING);
        // Then
        socket.await("pong");
        assertThat(socket.status()).isEqualTo(200);
        assertThat(socket.answer().names())
                .doesNotContain("sec-websocket-accept", "sec-websocket-protocol", "upgrade", "content-length");
    }

    @Test
    void ourSubprotocolIsChosenAmongSeveral() {
        // When
        Conversation socket = open("sec-websocket-protocol", "graphql-ws, tidings.v1.json");
        // Then
        assertThat(socket.status()).isEqualTo(200);
        assertThat(socket.answer().get("sec-websocket-protocol")).hasToString("tidings.v1.json");
    }

    @Test
    void anUnknownSubprotocolAloneIsRefusedWithAProblem() {
        // When
        Conversation socket = open("sec-websocket-protocol", "graphql-ws");
        // Then
        assertThat(socket.status()).isEqualTo(400);
        socket.await("\"code\":\"malformed\"").awaitEnd();
        assertThat(socket.answer().get("content-type")).hasToString("application/problem+json");
    }

    @Test
    void anUnknownVersionIsRefused() {
        // Given
        Http2Headers headers = client.webSocket("/v1/ws").set("sec-websocket-version", "12");
        // When
        Conversation socket = new Conversation(client, headers);
        // Then
        assertThat(socket.status()).isEqualTo(426);
    }

    @Test
    void aCookieIsNotTakenFromAnotherSitesPage() {
        // When
        Conversation socket = open("cookie", "tidings=" + Service.TOKEN, "origin", "https://evil.example");
        // Then
        assertThat(socket.status()).isEqualTo(403);
        socket.await("\"code\":\"origin-refused\"");
    }

    @Test
    void aCookieIsNotTakenForItsSecFetchSite() {
        // When
        Conversation socket = open("cookie", "tidings=" + Service.TOKEN, "sec-fetch-site", "same-origin");
        // Then
        assertThat(socket.status()).isEqualTo(403);
    }

    @Test
    void anotherProtocolIsNotSpoken() {
        // Given
        Http2Headers headers = client.webSocket("/v1/ws").set(":protocol", "connect-udp");
        // When
        Conversation tunnel = new Conversation(client, headers);
        // Then
        assertThat(tunnel.status()).isEqualTo(501);
        assertThat(tunnel.awaitReset()).isEqualTo(Http2Error.NO_ERROR.code());
        openAsAlice().send(PING).await("pong");
    }

    @Test
    void thisIsNoProxy() {
        // Given
        Http2Headers headers = new DefaultHttp2Headers().method("CONNECT").authority("example.org:443");
        // When
        Conversation tunnel = new Conversation(client, headers);
        // Then
        assertThat(tunnel.status()).isEqualTo(501);
        openAsAlice().send(PING).await("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stream?channel=orders.42", "/v1/poll", "/v1/ws/", "/", "/q/openapi"})
    void noOtherAddressSpeaksWebSocket(String path) {
        // When
        Conversation socket = new Conversation(client, client.webSocket(path, "authorization", AUTHORIZATION));
        // Then
        assertThat(socket.status()).isEqualTo(404);
    }

    @Test
    void aGetThatSaysItWasAConnectIsNone() {
        // Given
        Http2Headers headers = client.webSocket(
                        "/v1/ws",
                        "authorization",
                        AUTHORIZATION,
                        "upgrade",
                        "websocket",
                        "sec-websocket-key",
                        "AAAAAAAAAAAAAAAAAAAAAA==")
                .method("GET");
        headers.remove(":protocol");
        // When
        Conversation request = new Conversation(client, headers);
        // Then
        await().until(() -> request.isOver() || request.hasEnded());
        assertThat(request.text()).doesNotContain("welcome");
        assertThat(request.isReset() || request.status() == 400).isTrue();
        assertThat(census.sessions("websocket")).isZero();
    }

    @Test
    void aConnectThatEndsItsSideAtOnceOpensNothing() {
        // When
        Conversation socket =
                new Conversation(client, client.webSocket("/v1/ws", "authorization", AUTHORIZATION), true);
        // Then
        await().until(socket::isOver);
        await().until(() -> census.sessions("websocket") == 0);
    }

    @Test
    void theClientsCloseIsAnsweredAndBothSidesEndWithoutAReset() {
        // Given
        Conversation socket = openAsAlice().send(PING).await("pong");
        // When
        socket.send(ClientFrames.close(4000));
        socket.awaitEnd();
        socket.end();
        // Then
        await().until(socket::isOver);
        assertThat(socket.bytes()).endsWith((byte) 0x88, (byte) 2, (byte) (4000 >> 8), (byte) 4000);
        assertThat(socket.isReset()).isFalse();
        assertThat(census.sessions("websocket")).isZero();
    }

    @Test
    void oneWhoEndsItsSideTogetherWithItsCloseHearsTheAnswerAllTheSame() {
        // Given
        Conversation socket = openAsAlice().send(PING).await("pong");
        // When
        socket.send(ClientFrames.close(4000)).end();
        // Then
        await().until(socket::isOver);
        assertThat(socket.bytes()).endsWith((byte) 0x88, (byte) 2, (byte) (4000 >> 8), (byte) 4000);
        assertThat(socket.isReset()).isFalse();
    }

    @Test
    void aStreamThatIsResetIsASessionThatHasEnded() {
        // Given
        Conversation going = openAsAlice().send(PING).await("pong");
        Conversation staying = openAsAlice().send(PING).await("pong");
        await().until(() -> census.sessions("websocket") == 2);
        // When
        going.reset();
        // Then
        await().until(() -> census.sessions("websocket") == 1);
        staying.send(ClientFrames.text("{\"type\":\"ping\",\"ref\":\"2\"}")).await("\"ref\":\"2\"");
    }

    @Test
    void aConnectionThatIsLostEndsTheSessionsOfAllItsStreams() {
        // Given
        for (int i = 0; i < 20; i++) openAsAlice().send(PING).await("pong");
        assertThat(census.sessions("websocket")).isEqualTo(20);
        // When
        client.close();
        // Then
        await().until(() -> census.sessions("websocket") == 0);
    }

    @Test
    void whatTheClientHasSentMakesRoomForMore() {
        // Given
        String channel = Service.newChannel();
        Conversation socket = openAsAlice();
        String data = "x".repeat(60_000);
        // When
        for (int i = 0; i < 20; i++)
            socket.send(ClientFrames.text("{\"type\":\"publish\",\"ref\":\"p" + i + "\",\"channel\":\"" + channel
                    + "\",\"data\":\"" + data + "\"}"));
        // Then
        socket.await("\"ref\":\"p19\"");
    }

    @Test
    void eachSessionOfAConnectionReceivesWhatItFollows() {
        // Given
        String channel = Service.newChannel();
        List<Conversation> sockets = new ArrayList<>();
        for (int i = 0; i < 100; i++) sockets.add(follow(openAsACrowd(), channel));
        // When
        new Service(base).publisher().numbers(channel, 1, 50);
        // Then
        for (Conversation socket : sockets) {
            socket.await("\"data\":50}");
            assertThat(socket.text().split("\"type\":\"message\"", -1)).hasSize(51);
        }
    }

    private static Conversation follow(Conversation socket, String channel) {
        return socket.send(ClientFrames.text(
                        "{\"type\":\"subscribe\",\"subscriptions\":[{\"channel\":\"" + channel + "\"}]}"))
                .await("subscribed");
    }

    @Test
    void aStreamThatIsNotReadIsCutAndCostsTheOthersOfItsConnectionNothing() {
        // Given
        String channel = Service.newChannel();
        Conversation slow = follow(openAsAlice(), channel);
        Conversation quick = follow(openAsAlice(), channel);
        await().until(() -> census.sessions("websocket") == 2);
        slow.stopReading();
        // When
        int published = 0;
        while (census.sessions("websocket") == 2 && published < 100) {
            new Service(base).publisher().publish(channel, "\"" + published + "x".repeat(60_000) + "\"");
            // However slow the machine is, the quick one is never far behind.
            quick.await("\"data\":\"" + published++ + "x");
        }
        // Then
        assertThat(published)
                .as("the window, a budget of 1 MB, and what is on the way")
                .isBetween(17, 30);
        slow.readOn();
        slow.await("\"code\":\"too-slow\"");
        await().untilAsserted(() -> assertThat(slow.bytes()).endsWith("too-slow".getBytes(US_ASCII)));
    }

    @Test
    void aBrokenFrameEndsTheStreamBehindTheCodeThatSaysWhy() {
        // When
        Conversation socket = openAsAlice().send(BROKEN).await("protocol-error");
        // Then
        socket.awaitEnd();
        socket.end();
        await().until(socket::isOver);
        assertThat(socket.isReset()).isFalse();
    }
}
