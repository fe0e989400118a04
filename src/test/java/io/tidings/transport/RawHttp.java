package io.tidings.transport;

import io.tidings.auth.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests that well-behaved clients do not send. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    /** Sends the first line and these headers, with the token of an owner and no body, and returns all that comes back. */
    public static String answer(String firstLine, String... headers) throws IOException {
        String token =
                TestTokens.hs256().subscribe("orders.**").publish("orders.**").sign();
        String request = firstLine + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }
}
