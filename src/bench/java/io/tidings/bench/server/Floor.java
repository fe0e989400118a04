package io.tidings.bench.server;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Mark;
import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A C program that does nothing but {@code send()} the bytes that Tidings would send; compiled for the run. */
final class Floor implements Server {
    private static final String ENVELOPE =
            "{\"type\":\"message\",\"channel\":\"bench.c0\",\"id\":\"17-193847561234567\","
                    + "\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":%s}";

    private final Transport transport;
    private final int batch;
    private final URI uri;
    private final ServerProcess process;

    private Floor(Transport transport, int batch, URI uri, ServerProcess process) {
        this.transport = transport;
        this.batch = batch;
        this.uri = uri;
        this.process = process;
    }

    /** @param batch frames in one send, when nothing paces it */
    static Floor start(Place place, Transport transport, int size, int batch) {
        try {
            Path folder = Files.createDirectories(place.folder().resolve("floor"));
            Path program = compiled(folder);
            String name = transport.name() + "-" + size;
            Path answer = folder.resolve(name + ".answer");
            Path frame = folder.resolve(name + ".frame");
            Files.writeString(answer, answer(transport));
            Files.write(frame, frame(transport, String.format(ENVELOPE, Mark.data(size))));
            int port = ServerProcess.freePort();
            ServerProcess process = ServerProcess.start(
                    place,
                    "floor",
                    Map.of(),
                    List.of(program.toString(), Integer.toString(port), answer.toString(), frame.toString()));
            process.awaitPort(port);
            return new Floor(transport, batch, URI.create("http://127.0.0.1:" + port + "/"), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled(Path folder) throws IOException {
        Path program = folder.resolve("floor").toAbsolutePath();
        Commands.run(Path.of("."), "cc", "-O2", "-o", program.toString(), "src/bench/c/floor.c");
        return program;
    }

    private static String answer(Transport transport) {
        return transport == Transport.WEBSOCKET
                ? "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static byte[] frame(Transport transport, String message) {
        if (transport == Transport.SSE) {
            String event = "id: 17-193847561234567\ndata: " + message + "\n\n";
            return (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        byte[] text = message.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + text.length)
                .put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    @Override
    public String name() {
        return batch == 1 ? "floor" : "floor-x" + batch;
    }

    @Override
    public String version() {
        return batch == 1 ? "C, one send() a delivery" : "C, " + batch + " messages in one send()";
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(transport);
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public boolean isFloor() {
        return true;
    }

    @Override
    public Opening opening(Transport wanted, String channel, int replay) {
        return Opening.of(wanted, uri);
    }

    @Override
    public Publisher publisher(Loops loops, List<String> channels, int size, int ignored, Backpressure backpressure) {
        return new FloorPublisher(process.input(), channels.size(), batch);
    }
}
