package io.tidings.cost;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.transport.lean.ClientFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Many WebSockets that follow one channel and count the bytes that come, on one thread and without a client library. */
final class Readers implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final Thread thread = new Thread(this::readAll, "readers");
    private volatile long bytes;
    private volatile int welcomed;
    private volatile boolean closed;

    Readers(URI base, String channel, int count) throws IOException {
        byte[] connect =
                ClientFrames.text("{\"type\":\"connect\",\"subscriptions\":[{\"channel\":\"" + channel + "\"}]}");
        String token = TestTokens.hs256().subscribe("**").sign();
        byte[] handshake = String.join(
                        "\r\n",
                        "GET /v1/ws HTTP/1.1",
                        "Host: " + base.getAuthority(),
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Authorization: Bearer " + token,
                        "",
                        "")
                .getBytes(US_ASCII);
        for (int i = 0; i < count; i++) open(base, handshake, connect);
        thread.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> welcomed == count);
    }

    private void open(URI base, byte[] handshake, byte[] connect) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.write(ByteBuffer.wrap(handshake));
        ByteBuffer head = ByteBuffer.allocate(1_000);
        while (!new String(head.array(), 0, head.position(), US_ASCII).endsWith("\r\n\r\n"))
            if (socket.read(head) < 0) throw new IOException("no WebSocket");
        socket.write(ByteBuffer.wrap(connect));
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ);
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (!closed) selector.select(key -> read(key, buffer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        try {
            int count = ((SocketChannel) key.channel()).read(buffer.clear());
            if (count < 0) key.cancel();
            else if (key.attachment() == null) welcome(key, buffer.flip());
            else bytes += count;
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void welcome(SelectionKey key, ByteBuffer buffer) {
        if (!UTF_8.decode(buffer).toString().contains("\"welcome\"")) return;
        key.attach(true);
        welcomed++;
    }

    /** Bytes that have come since the welcome, at all together. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SelectionKey key : selector.keys()) key.channel().close();
        selector.close();
    }
}
