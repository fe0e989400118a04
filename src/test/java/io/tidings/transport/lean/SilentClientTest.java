package io.tidings.transport.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidings.transport.Hasty;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A client that reads and never says anything. */
@QuarkusTest
@TestProfile(Hasty.class)
class SilentClientTest {
    @TestHTTPResource("/")
    URI base;

    @Test
    void oneWhoNeverAnswersTheCloseIsCutOff() throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(base)) {
            socket.head();
            // No pong is ever sent, and no Close: the end of the stream is the service's doing.
            assertThat(socket.lastFrame()).isEqualTo("close 4004");
        }
    }
}
