package io.tidings.bench.server;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Transport;
import java.util.List;
import java.util.Set;

/** A service under test, which runs. */
public interface Server extends AutoCloseable {
    /** As the command line and the reports name it. */
    String name();

    /** What it is, with its version. */
    String version();

    Set<Transport> transports();

    /** The process that works, and the ones that it has started. */
    ServerProcess process();

    /**
     * How a reader of a channel becomes live.
     *
     * @param replay messages to begin with; 0 for none
     */
    Opening opening(Transport transport, String channel, int replay);

    /**
     * Something that publishes to these channels.
     *
     * @param batch messages in one request; more than 1 only where {@link #takesBatches}
     */
    Publisher publisher(Loops loops, List<String> channels, int size, int batch, Backpressure backpressure);

    default boolean takesBatches() {
        return false;
    }

    /** Whether readers can begin with messages that were published before. */
    default boolean replays() {
        return false;
    }

    /** Whether it carries publications at all; the floor makes its own. */
    default boolean isFloor() {
        return false;
    }

    @Override
    default void close() {
        process().close();
    }
}
