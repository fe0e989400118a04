package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.auth.TestTokens;
import io.tidings.client.Http2Bridge;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;

/** A WebSocket whose client says exactly the bytes that it is told to, and sees those that come. */
final class RawWebSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Opens a connection of someone of its own, and sends these bytes together with the handshake. */
    static RawWebSocket open(URI base, byte... early) throws IOException {
        Socket socket = Sockets.open(Http2Bridge.front(base));
        String token = TestTokens.hs256().subject(UUID.randomUUID().toString()).sign();
        String request = String.join(
                "\r\n",
                "GET /v1/ws HTTP/1.1",
                "Host: " + base.getAuthority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Authorization: Bearer " + token,
                "",
                "");
        byte[] head = request.getBytes(US_ASCII);
        byte[] all = new byte[head.length + early.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(early, 0, all, head.length, early.length);
        socket.getOutputStream().write(all);
        return new RawWebSocket(socket);
    }

    /** The head of the answer to the handshake. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
        return head.toString();
    }

    RawWebSocket send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next frame: its opcode, and its payload as text, or the code of a Close. */
    String frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length < 126 ? length : in.readUnsignedShort()];
        in.readFully(payload);
        if (first != (0x80 | Opcode.CLOSE)) return (first & 0x0f) + " " + new String(payload, UTF_8);
        return "close " + CloseFrame.code(payload);
    }

    /** All frames that still come, up to the last one. */
    String lastFrame() throws IOException {
        String last = "";
        try {
            while (true) last = frame();
        } catch (EOFException end) {
            return last;
        }
    }

    /** Ends the client's side only. */
    RawWebSocket endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Goes without a word, by a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
