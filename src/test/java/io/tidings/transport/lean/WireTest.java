package io.tidings.transport.lean;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.transport.Census;
import io.tidings.transport.Service;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket of the running application does with bytes that no client library would send. */
@QuarkusTest
class WireTest {
    private static final byte[] PING = ClientFrames.text("{\"type\":\"ping\",\"ref\":\"1\"}");

    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    @Test
    void theAnswerIsThatOfRfc6455AndNothingElse() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base)) {
            assertThat(socket.head())
                    .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .containsIgnoringCase("upgrade: websocket\r\n")
                    .containsIgnoringCase("connection: upgrade\r\n")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .doesNotContainIgnoringCase("sec-websocket-protocol")
                    .doesNotContainIgnoringCase("content-length");
        }
    }

    @Test
    void whatIsSentBeforeTheAnswerToTheHandshakeIsNotLost() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base, PING)) {
            socket.head();
            assertThat(socket.frame()).startsWith("1 {\"type\":\"welcome\"");
            assertThat(socket.frame()).isEqualTo("1 {\"type\":\"pong\",\"ref\":\"1\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "83800000 0000, 1002",
        "8105, 1002",
        "818100000000ff, 1007",
        "8283000000000102 03, 1003",
        "81ff0000000000100000, 1009",
        "888100000000 03, 1002",
        "88820000000003e7, 1002",
        "888200000000 0fa0, 4000",
        "8880 00000000, 1005"
    })
    void theCloseCodeIsOnTheWire(String bytes, int code) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base, HexFormat.of().parseHex(bytes.replace(" ", "")))) {
            socket.head();
            assertThat(socket.lastFrame()).isEqualTo("close " + code);
        }
    }

    @Test
    void theCodeOfAMessageThatIsTooLargeArrivesThoughTheClientIsStillSending() throws IOException {
        // Given
        byte[] flood = new byte[1 << 20];
        try (RawWebSocket socket = RawWebSocket.open(base)) {
            socket.head();
            // When
            socket.send(HexFormat.of().parseHex("81ff0000000000100000")).send(flood);
            // Then
            assertThat(socket.lastFrame()).isEqualTo("close 1009");
        }
    }

    @Test
    void oneWhoEndsItsSideOrResetsTheConnectionLeavesNoSessionBehind() throws IOException {
        // Given
        await().until(() -> census.sessions("websocket") == 0);
        try (RawWebSocket ending = RawWebSocket.open(base);
                RawWebSocket resetting = RawWebSocket.open(base)) {
            await().until(() -> census.sessions("websocket") == 2);
            // When
            ending.head();
            ending.endOutput();
            resetting.reset();
            // Then
            await().until(() -> census.sessions("websocket") == 0);
        }
    }

    @Test
    void oneWhoBreaksOffInTheHandshakeLeavesNothingBehind() throws IOException {
        // Given
        await().until(() -> census.sessions("websocket") == 0);
        // When
        for (int i = 0; i < 50; i++) RawWebSocket.open(base).reset();
        // Then
        try (RawWebSocket socket = RawWebSocket.open(base, PING)) {
            socket.head();
            assertThat(socket.frame()).contains("welcome");
            await().until(() -> census.sessions("websocket") == 1);
        }
    }

    @Test
    void aStreamEndsByItsLastChunkAndTheEndOfTheConnection() throws IOException {
        assertThat(StreamOnTheWire.read(base, Service.newChannel()))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("connection: close\r\n")
                .containsIgnoringCase("transfer-encoding: chunked\r\n")
                .doesNotContainIgnoringCase("content-length")
                .contains("event: bye")
                .endsWith("\r\n0\r\n\r\n");
    }
}
