package io.tidings.bench.scenario;

import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Servers;
import io.tidings.bench.server.Tidings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same application under other flags of the JVM: what each of them is worth. */
final class Flags implements Scenario {
    private static final String COMPACT = "-XX:+UseCompactObjectHeaders";
    private static final String NEW_FLAGS = "-XX:+IgnoreUnrecognizedVMOptions";

    @Override
    public String name() {
        return "flags";
    }

    /** From a name in the report to flags. */
    private static Map<String, List<String>> sets() {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        sets.put("usual", Servers.usualFlags());
        sets.put("none", List.of());
        sets.put("Serial", List.of("-XX:+UseSerialGC"));
        for (String collector : List.of("Serial", "Parallel", "G1", "Z"))
            sets.put(collector + ", compact headers", List.of(NEW_FLAGS, "-XX:+Use" + collector + "GC", COMPACT));
        String serial = "-XX:+UseSerialGC";
        sets.put(
                "Serial, compact, 1 arena",
                List.of(NEW_FLAGS, serial, COMPACT, "-Dio.netty.allocator.numDirectArenas=1"));
        sets.put(
                "Serial, compact, chunks of 256 KB",
                List.of(NEW_FLAGS, serial, COMPACT, "-Dio.netty.allocator.maxOrder=5"));
        sets.put(
                "Serial, compact, 2 event loops",
                List.of(NEW_FLAGS, serial, COMPACT, "-Dquarkus.vertx.event-loops-pool-size=2"));
        return sets;
    }

    @Override
    public void run(Stage stage) {
        String engine = stage.options().servers().contains("lean") ? "lean" : "reference";
        for (int run = 1; run <= stage.options().runs(); run++)
            for (Map.Entry<String, List<String>> set : sets().entrySet()) {
                Tidings.Kind kind = new Tidings.Kind(set.getKey(), engine, false, set.getValue());
                try (Tidings server = stage.servers().tidings(kind)) {
                    stage.show(name(), "engine " + engine, set.getKey(), run, measure(stage, server));
                }
            }
    }

    private static Map<String, Double> measure(Stage stage, Tidings server) {
        Shape shape = new Shape(Transport.WEBSOCKET, stage.options().sessions().get(0), 1, 200);
        Map<String, Double> figures = new LinkedHashMap<>();
        Shape idle = new Shape(
                Transport.WEBSOCKET, stage.options().idle(), stage.options().idle(), 200);
        figures.putAll(Idle.measure(stage, server, idle, i -> server.opening(idle.transport(), "idle.c" + i, 0)));
        Map<String, Double> full = FullLoad.measure(stage, server, shape);
        for (String name : new ArrayList<>(full.keySet()))
            if (isTold(name)) figures.put("full load: " + name, full.get(name));
        Map<String, Double> paced = new Paced().measure(stage, server, shape);
        figures.put("paced: " + Figure.MICROS, paced.getOrDefault(Figure.MICROS, 0.0));
        try (Readers readers = stage.readers(server, shape);
                Publisher publisher = stage.publisher(server, shape, readers.tally())) {
            double half = Paced.rate(stage, server, shape, publisher, readers.tally(), 0.5);
            figures.put(
                    "p99 ms at 50 %",
                    Latency.measure(stage, server, readers, publisher, half).getOrDefault("p99 ms", 0.0));
        }
        return figures;
    }

    private static boolean isTold(String figure) {
        return figure.equals(Figure.MICROS) || figure.equals(Figure.RATE);
    }
}
