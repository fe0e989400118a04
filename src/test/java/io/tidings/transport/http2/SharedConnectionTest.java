package io.tidings.transport.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.client.Http2Bridge;
import io.tidings.client.PublishClient;
import io.tidings.client.WebSocketClient;
import io.tidings.transport.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many WebSockets on one connection of HTTP/2, whose socket is full more often than not. */
@QuarkusTest
class SharedConnectionTest {
    private static final int SOCKETS = 8;
    private static final int MESSAGES = 300;
    private static final String PADDING = "x".repeat(10_000);

    @TestHTTPResource("/")
    URI base;

    private final List<WebSocketClient> clients = new ArrayList<>();

    @AfterEach
    void leave() {
        clients.forEach(WebSocketClient::close);
    }

    @Test
    void everyStreamGoesOnWheneverTheSocketHasRoom() {
        // Given
        String channel = Service.newChannel();
        PublishClient publisher = new Service(base).publisher();
        for (int i = 0; i < MESSAGES; i++) publisher.publish(channel, "\"" + i + PADDING + "\"");
        for (int i = 0; i < SOCKETS; i++)
            clients.add(new WebSocketClient(Http2Bridge.to(base), Service.TOKEN, channel));
        // When
        clients.parallelStream().forEach(client -> client.connect("earliest"));
        // Then
        for (WebSocketClient client : clients) assertThat(client.data(MESSAGES)).hasSize(MESSAGES);
    }
}
