package io.tidings.bench.server;

import io.tidings.bench.client.Publisher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the floor what to do: it makes its messages itself. */
final class FloorPublisher implements Publisher {
    /** Long enough for a round to all readers to end. */
    private static final int ROUND_MILLIS = 200;

    private final OutputStream commands;
    private final int channels;
    private final int batch;

    FloorPublisher(OutputStream commands, int channels, int batch) {
        this.commands = commands;
        this.channels = channels;
        this.batch = batch;
    }

    private void tell(String command) {
        try {
            commands.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flood() {
        tell("flood " + channels + " " + batch);
    }

    @Override
    public void pace(double perSecond) {
        tell(String.format(Locale.ROOT, "pace %.3f %d", perSecond, channels));
    }

    @Override
    public void stop() {
        tell("stop");
        ServerProcess.pause(ROUND_MILLIS);
    }

    @Override
    public long published() {
        return 0;
    }

    @Override
    public void close() {
        stop();
    }
}
