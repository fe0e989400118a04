package io.tidings.transport.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.Http2Client;
import io.tidings.transport.Hasty;
import io.tidings.transport.lean.ClientFrames;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Clients that do not end what the service has ended. */
@QuarkusTest
@TestProfile(Hasty.class)
class LingeringTest {
    @TestHTTPResource("/")
    URI base;

    @Test
    void aStreamWhoseClientNeverAnswersTheCloseIsReset() {
        try (Http2Client client = new Http2Client(base)) {
            // Given
            client.awaitOffer();
            // When
            Conversation socket = new Conversation(client, client.webSocket("/v1/ws"));
            // Then
            socket.await("no-connect");
            assertThat(socket.awaitReset()).isEqualTo(Http2Error.CANCEL.code());
        }
    }

    @Test
    void aStreamWhoseClientHasClosedAndNeverEndsItsSideIsReset() {
        try (Http2Client client = new Http2Client(base)) {
            // Given
            client.awaitOffer();
            Conversation socket = new Conversation(client, client.webSocket("/v1/ws"));
            // When
            socket.send(ClientFrames.close(1000));
            // Then
            socket.awaitEnd();
            assertThat(socket.awaitReset()).isEqualTo(Http2Error.CANCEL.code());
        }
    }
}
