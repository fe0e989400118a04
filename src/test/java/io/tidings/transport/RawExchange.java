package io.tidings.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no HTTP client would send. */
public final class RawExchange {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawExchange() {}

    /**
     * Sends a request of HTTP/1.1 and reads its answer, whose length is known.
     *
     * @param request its first line and headers, but Host
     */
    public static String exchange(URI base, String... request) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String text = String.join("\r\n", request) + "\r\nHost: " + base.getAuthority() + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the head, and a body of known length. */
    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!isWhole(text)) {
            int next = in.read();
            if (next < 0) break;
            text.append((char) next);
        }
        return text.toString();
    }

    private static boolean isWhole(StringBuilder text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) return false;
        int name = text.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        if (name < 0 || name > head) return true;
        int from = name + "content-length: ".length();
        int length = Integer.parseInt(text.substring(from, text.indexOf("\r\n", from)));
        return text.length() >= head + 4 + length;
    }
}
