package io.tidings.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One kept connection that posts and waits for each answer, as cheaply as possible: the requests are made beforehand. */
final class PublishConnection implements Closeable {
    private final Socket socket;
    private final InputStream in;

    PublishConnection(URI service) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** All bytes of a POST. */
    static byte[] request(String path, String token, String mediaType, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: tidings\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: " + content.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request; the body of its answer. */
    byte[] exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line())
            if (line.regionMatches(true, 0, "content-length:", 0, 15))
                length = Integer.parseInt(line.substring(15).strip());
        return in.readNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(48);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException();
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
