package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.transport.websocket.Handshake;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The answer to a handshake that was accepted (RFC 6455, 4.2.2; over HTTP/2 RFC 8441, 5). */
final class HandshakeAnswer {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private HandshakeAnswer() {}

    /** Sets status and headers of the response. */
    static void begin(RoutingContext request) {
        HttpServerResponse response = request.response()
                .setStatusCode(101)
                .putHeader("Upgrade", "websocket")
                .putHeader("Connection", "Upgrade")
                .putHeader("Sec-WebSocket-Accept", accept(request.request().getHeader("Sec-WebSocket-Key")));
        chooseSubprotocol(request, response);
    }

    /** As {@link #begin}, on a stream of HTTP/2. */
    static void beginStream(RoutingContext request) {
        chooseSubprotocol(request, request.response().setStatusCode(200));
    }

    private static void chooseSubprotocol(RoutingContext request, HttpServerResponse response) {
        if (request.request().headers().contains("Sec-WebSocket-Protocol"))
            response.putHeader("Sec-WebSocket-Protocol", Handshake.SUBPROTOCOL);
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
