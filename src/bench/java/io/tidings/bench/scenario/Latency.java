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
 * From the moment for which a message was meant until each reader has it, at rates that take shares of the server's core, and at
 * half of the most that it delivers when messages may share writes. The publisher does not wait for a server that is late, and
 * what is late counts from when it was due.
 */
final class Latency implements Scenario {
    private static final int[] PERCENTS = {25, 50, 75};

    /** Messages a second by server and work, found in the first round and kept for the others. */
    private final Map<String, Map<String, Double>> rates = new HashMap<>();

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
        try (Readers readers = stage.readers(server, shape);
                Publisher publisher = stage.publisher(server, shape, readers.tally())) {
            rates.computeIfAbsent(name + shape, absent -> rates(stage, server, shape, readers, publisher))
                    .forEach((load, rate) -> stage.show(
                            name(),
                            shape.work() + ", " + load,
                            name,
                            run,
                            measure(stage, server, readers, publisher, rate)));
        }
    }

    private static Map<String, Double> rates(
            Stage stage, Server server, Shape shape, Readers readers, Publisher publisher) {
        publisher.flood();
        stage.settle(server);
        double most = stage.measure(server, readers, publisher).getOrDefault(Figure.RATE, 0.0) / shape.readersOfEach();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (int percent : PERCENTS)
            rates.put(percent + " %", Paced.rate(stage, server, shape, publisher, readers.tally(), percent / 100.0));
        rates.put("50 % of the most", most / 2);
        return rates;
    }

    static Map<String, Double> measure(
            Stage stage, Server server, Readers readers, Publisher publisher, double messagesPerSecond) {
        publisher.pace(messagesPerSecond);
        stage.settle(server);
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
