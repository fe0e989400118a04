package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.auth.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;

/** An event stream byte by byte. */
final class StreamOnTheWire {
    private StreamOnTheWire() {}

    /** All that comes on a stream whose token ends in a moment, with the bytes of another request behind its own. */
    static String read(URI base, String channel) throws IOException {
        String token = TestTokens.hs256()
                .subscribe("**")
                .expiresAt(Instant.now().plusSeconds(6))
                .sign();
        try (Socket socket = Sockets.open(base)) {
            String request = String.join(
                    "\r\n",
                    "GET /v1/stream?channel=" + channel + " HTTP/1.1",
                    "Host: " + base.getAuthority(),
                    "Authorization: Bearer " + token,
                    "",
                    "GET / HTTP/1.1",
                    "Host: " + base.getAuthority(),
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
