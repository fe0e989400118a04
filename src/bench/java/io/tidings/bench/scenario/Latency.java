package io.tidings.bench.scenario;

import io.tidings.bench.client.Histogram;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From the moment for which a message was meant until each reader has it, at shares of the most that the server can deliver.
 * The publisher does not wait for a server that is late, and what is late counts from when it was due.
 */
final class Latency implements Scenario {
    private static final int[] PERCENTS = {25, 50, 75};

    private final Map<String, Double> most = new HashMap<>();

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(Stage stage) {
        int sessions = stage.options().sessions().get(0);
        int size = stage.options().sizes().get(0);
        for (Transport transport : stage.options().transports()) run(stage, new Shape(transport, sessions, 1, size));
    }

    private void run(Stage stage, Shape shape) {
        for (int run = 1; run <= stage.options().runs(); run++)
            for (String name : stage.options().servers()) {
                Server server = stage.server(name, shape);
                if (server != null && !name.startsWith("floor-")) run(stage, shape, name, server, run);
            }
    }

    private void run(Stage stage, Shape shape, String name, Server server, int run) {
        double deliveries = most.computeIfAbsent(
                name + shape, absent -> FullLoad.measure(stage, server, shape).getOrDefault(Figure.RATE, 0.0));
        try (Readers readers = stage.readers(server, shape);
                Publisher publisher = stage.publisher(server, shape, readers.tally())) {
            for (int percent : PERCENTS) {
                double rate = deliveries * percent / 100;
                stage.show(
                        name(),
                        shape.work() + ", " + percent + " %",
                        name,
                        run,
                        measure(stage, server, readers, publisher, rate / shape.readersOfEach()));
            }
        }
    }

    static Map<String, Double> measure(
            Stage stage, Server server, Readers readers, Publisher publisher, double messagesPerSecond) {
        publisher.pace(messagesPerSecond);
        Stage.pause(stage.options().seconds() / 4);
        Stretch stretch = Stretch.begin(server, readers.tally());
        readers.tally().time();
        Stage.pause(stage.options().seconds());
        publisher.stop();
        Stage.awaitQuiet(readers.tally());
        Map<String, Double> all = stretch.figures(0);
        Histogram latencies = readers.tally().latencies();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("p50 ms", latencies.micros(0.5) / 1e3);
        figures.put("p99 ms", latencies.micros(0.99) / 1e3);
        figures.put("p99.9 ms", latencies.micros(0.999) / 1e3);
        for (String name : new String[] {Figure.RATE, Figure.CORE, Figure.PER_READ, Figure.CLIENT})
            figures.put(name, all.getOrDefault(name, 0.0));
        return figures;
    }
}
