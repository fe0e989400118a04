package io.tidings.bench.server;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Mark;
import io.tidings.bench.client.Poster;
import io.tidings.bench.client.Publisher;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A server that takes publications by POST. */
abstract class HttpPeer implements Server {
    /** Requests that may be on their way at once. */
    static final int CONNECTIONS = 64;

    private final ServerProcess process;

    HttpPeer(ServerProcess process) {
        this.process = process;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Where a message for a channel is posted to; the body is the data. */
    abstract URI publishUri(String channel);

    Poster.Target target(String channel, int size) {
        return new Poster.Target(publishUri(channel), Map.of("Content-Type", "application/json"), Mark.data(size));
    }

    @Override
    public Publisher publisher(Loops loops, List<String> channels, int size, int batch, Backpressure backpressure) {
        List<Poster.Target> targets =
                channels.stream().map(channel -> target(channel, size)).toList();
        return new Poster(loops, targets, CONNECTIONS, backpressure);
    }
}
