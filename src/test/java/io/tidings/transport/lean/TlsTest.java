package io.tidings.transport.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.Http2Bridge;
import io.tidings.tls.SelfSigned;
import io.tidings.transport.Service;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind TLS, which stays in the pipeline, a connection is taken over as well. */
@QuarkusTest
@TestProfile(TlsTest.Encrypted.class)
class TlsTest {
    private static final byte[] PING = ClientFrames.text("{\"type\":\"ping\",\"ref\":\"1\"}");

    @TestHTTPResource(value = "/", tls = true)
    URI base;

    /** With a certificate of its own making. */
    public static final class Encrypted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-ssl-port",
                    "0",
                    "quarkus.http.ssl.certificate.key-store-file",
                    SelfSigned.create().keyStore().toString(),
                    "quarkus.http.ssl.certificate.key-store-password",
                    SelfSigned.PASSWORD);
        }
    }

    @Test
    void commandsAreAnsweredAndTheCloseCodeArrives() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base, PING)) {
            socket.head();
            assertThat(socket.frame()).startsWith("1 {\"type\":\"welcome\"");
            assertThat(socket.frame()).isEqualTo("1 {\"type\":\"pong\",\"ref\":\"1\"}");
            socket.send(ClientFrames.close(3000));
            assertThat(socket.lastFrame()).isEqualTo("close 3000");
        }
    }

    @Test
    void theCodeOfABrokenFrameArrives() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base, PING)) {
            socket.head();
            socket.send((byte) 0x83);
            assertThat(socket.lastFrame()).isEqualTo("close 1002");
        }
    }

    @Test
    void aWebSocketIsAStreamOfHttp2() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(Http2Bridge.to(base), PING)) {
            socket.head();
            assertThat(socket.frame()).startsWith("1 {\"type\":\"welcome\"");
            assertThat(socket.frame()).isEqualTo("1 {\"type\":\"pong\",\"ref\":\"1\"}");
            socket.send((byte) 0x83);
            assertThat(socket.lastFrame()).isEqualTo("close 1002");
        }
    }

    @Test
    void aStreamEndsByItsLastChunk() throws IOException {
        assertThat(StreamOnTheWire.read(base, Service.newChannel()))
                .contains("event: welcome", "event: bye")
                .endsWith("\r\n0\r\n\r\n");
    }
}
