package io.tidings.bench.scenario;

import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Tally;
import io.tidings.bench.client.Transport;
import io.tidings.bench.server.Server;
import java.util.HashMap;
import java.util.Map;

/** What a delivery costs at the rate that takes half a core, or another share of it: each message is delivered before the next one comes. */
final class Paced implements Scenario {
    private static final double HALF = 0.5;
    private static final double FIRST_DELIVERIES_PER_SECOND = 20_000;
    private static final double PROBE_SECONDS = 0.7;
    private static final int PROBES = 3;

    /** Messages a second by server and work, found in the first round and kept for the others. */
    private final Map<String, Double> rates = new HashMap<>();

    @Override
    public String name() {
        return "paced";
    }

    @Override
    public void run(Stage stage) {
        int sessions = stage.options().sessions().get(0);
        int size = stage.options().sizes().get(0);
        for (Transport transport : stage.options().transports())
            run(stage, new Shape(transport, sessions, stage.options().channels().get(0), size));
    }

    private void run(Stage stage, Shape shape) {
        for (int run = 1; run <= stage.options().runs(); run++)
            for (String name : stage.options().servers()) {
                // there is nothing to put together when each message leaves before the next one comes
                Server server = name.startsWith("floor-") ? null : stage.server(name, shape);
                if (server != null) stage.show(name(), work(stage, shape), name, run, measure(stage, server, shape));
            }
    }

    private static String work(Stage stage, Shape shape) {
        double share = stage.options().share();
        return share == HALF ? shape.work() : shape.work() + ", at " + Math.round(100 * share) + " % of a core";
    }

    Map<String, Double> measure(Stage stage, Server server, Shape shape) {
        try (Readers readers = stage.readers(server, shape);
                Publisher publisher = stage.publisher(server, shape, readers.tally())) {
            double rate = rates.computeIfAbsent(
                    server.name() + shape,
                    absent -> rate(
                            stage,
                            server,
                            shape,
                            publisher,
                            readers.tally(),
                            stage.options().share()));
            publisher.pace(rate);
            stage.settle(server);
            return stage.measure(server, readers, publisher);
        }
    }

    /** Messages a second that take so much of a core, 0 to 1; the publisher is at rest before and after. */
    static double rate(Stage stage, Server server, Shape shape, Publisher publisher, Tally tally, double share) {
        double rate = FIRST_DELIVERIES_PER_SECOND / shape.readersOfEach();
        publisher.flood();
        stage.settle(server);
        for (int i = 0; i < PROBES; i++) {
            publisher.stop();
            publisher.pace(rate);
            Stage.pause(PROBE_SECONDS / 2);
            Stretch stretch = Stretch.begin(server, tally);
            Stage.pause(PROBE_SECONDS);
            double used = stretch.cpuSeconds() / stretch.seconds();
            rate *= Math.min(3, share / Math.max(used, 0.01));
        }
        publisher.stop();
        return rate;
    }
}
