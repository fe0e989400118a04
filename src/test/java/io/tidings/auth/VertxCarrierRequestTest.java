package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VertxCarrierRequestTest {
    private record Seen(
            String method,
            boolean webSocket,
            boolean secure,
            @Nullable String authority,
            List<String> cookies,
            @Nullable String accessToken) {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            CarrierRequest request = new VertxCarrierRequest(context);
            seen.add(new Seen(
                    request.method(),
                    request.webSocket(),
                    request.secure(),
                    request.authority(),
                    request.headers("Cookie"),
                    request.query("access_token")));
            context.response().putHeader("Connection", "close").end();
        });
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void aPlainRequestIsSeenAsItWasSent() throws Exception {
        // When
        Seen request = send(
                "GET /a?access_token=a%2Bb&access_token=c", "Host: push.example:8080", "cookie: a=1", "Cookie: b=2");
        // Then
        assertThat(request).isEqualTo(new Seen("GET", false, false, "push.example:8080", List.of("a=1", "b=2"), "a+b"));
    }

    @Test
    void anUpgradeIsAWebSocket() throws Exception {
        // When, Then
        assertThat(send("GET /a", "Host: push.example", "Connection: Upgrade", "Upgrade: WebSocket")
                        .webSocket())
                .isTrue();
    }

    @Test
    void aQueryThatCannotBeDecodedCarriesNothing() throws Exception {
        // When, Then
        assertThat(send("GET /a?access_token=%zz", "Host: push.example").accessToken())
                .isNull();
    }

    private Seen send(String request, String... headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            String text = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return seen.poll(30, TimeUnit.SECONDS);
        }
    }
}
