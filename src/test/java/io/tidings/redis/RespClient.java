package io.tidings.redis;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest blocking Redis client. Errors are answers that begin with a minus. */
final class RespClient implements Closeable {
    private final Socket socket = new Socket();
    private final InputStream in;

    RespClient(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    @Nullable
    Object call(String... words) throws IOException {
        send(words);
        return read();
    }

    /** An answer may take as long as it likes. */
    void waitForEver() throws IOException {
        socket.setSoTimeout(0);
    }

    void send(String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words)
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Nullable
    Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> line;
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            default -> array(Integer.parseInt(rest));
        };
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) return null;
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private List<@Nullable Object> array(int size) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) elements.add(read());
        return elements;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) throw new EOFException();
            line.append((char) c);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
