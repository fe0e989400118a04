package io.tidings.bench.scenario;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.server.Server;

/** Fills channels, so that there is something to be replayed. */
final class History {
    /** Messages that whoever joins begins with. */
    static final int REPLAY = 10;

    private static final double RATE = 2_000;

    private History() {}

    /** Publishes at least {@link #REPLAY} messages to each channel of a shape. */
    static void fill(Stage stage, Server server, Shape shape) {
        long wanted = (long) (REPLAY + 1) * shape.channels();
        try (Publisher publisher =
                server.publisher(stage.loops(), shape.channelNames(), shape.size(), 1, Backpressure.none())) {
            publisher.pace(RATE);
            while (publisher.published() < wanted) Stage.pause(0.05);
            publisher.stop();
        }
    }
}
