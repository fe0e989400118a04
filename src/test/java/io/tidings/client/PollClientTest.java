package io.tidings.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client that other tests count with must not lose by itself. */
class PollClientTest {
    private static final String LATER =
            "{\"messages\":[{\"type\":\"message\",\"channel\":\"a\",\"id\":\"9-9\",\"data\":9}],\"cursor\":\"9-9\"}";

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** A service that refuses the first question and answers the others with what came later. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/poll", exchange -> {
            questions.add(exchange.getRequestURI().getQuery());
            if (questions.size() == 1) refuse(exchange);
            else answer(exchange);
        });
        server.start();
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "3");
        exchange.sendResponseHeaders(503, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = LATER.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aClientThatIsRefusedAtFirstDoesNotGoOnFromTheLatestBehindWhatItMissed() {
        // Given
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (PollClient client = new PollClient(base, "token", "a")) {
            // When
            client.connect("5-5");
            Subscriber.Stock stock = client.leave();
            // Then
            assertThat(client.hasEnded()).isTrue();
            assertThat(client.stayAwayMillis()).isEqualTo(3_000);
            assertThat(stock.received()).isEmpty();
            assertThat(stock.cursor()).isEmpty();
            assertThat(questions).containsExactly("channel=a&since=5-5&wait=0");
        }
    }
}
