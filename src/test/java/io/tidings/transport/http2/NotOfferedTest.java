package io.tidings.transport.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Headers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.Http2Client;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WebSockets over HTTP/2, where they are switched off. */
@QuarkusTest
@TestProfile(NotOfferedTest.Off.class)
class NotOfferedTest {
    @TestHTTPResource("/")
    URI base;

    /** Switched off. */
    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.websocket-over-http2", "false");
        }
    }

    @Test
    void noClientIsToldAndNoneIsServed() {
        try (Http2Client client = new Http2Client(base)) {
            // Given
            Http2Headers get = client.webSocket("/v1/ws").method("GET");
            get.remove(":protocol");
            Conversation request = new Conversation(client, get, true);
            assertThat(request.status()).isEqualTo(400);
            // When
            Conversation socket = new Conversation(client, client.webSocket("/v1/ws"));
            // Then
            assertThat(socket.awaitReset()).isPositive();
            assertThat(client.isOffered()).isFalse();
        }
    }
}
