package io.tidings.bench.client;

import java.net.URI;
import java.util.Map;

/**
 * How a reader becomes live.
 *
 * @param uri     where the server listens; what it asks for
 * @param headers of the request, beside those that the transport needs
 * @param hello   the text frame to send once connected; empty for none
 * @param ready   what the server's words contain when the reader is live; empty when the head of the answer says so
 */
public record Opening(Transport transport, URI uri, Map<String, String> headers, String hello, String ready) {
    /** A reader that is live with the head of the answer. */
    public static Opening of(Transport transport, URI uri) {
        return new Opening(transport, uri, Map.of(), "", "");
    }

    /** The head of the request. */
    String request() {
        return RequestHead.of("GET", uri, headers)
                .append(
                        transport == Transport.WEBSOCKET
                                ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                                : "Accept: text/event-stream\r\n\r\n")
                .toString();
    }
}
