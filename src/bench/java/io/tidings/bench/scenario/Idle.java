package io.tidings.bench.scenario;

import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Tally;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import io.tidings.bench.server.Tidings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The memory of a connection that waits, with a channel of its own. Each measurement has a server of its own. */
final class Idle implements Scenario {
    private static final int FIRST = 500;
    private static final int LEAST_SHARE = 4;
    /** Longer than the deadline of a join, whose timer counts as long as it runs. */
    private static final double SETTLE_SECONDS = 6;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void run(Stage stage) {
        for (Transport transport : stage.options().transports()) {
            Shape shape =
                    new Shape(transport, stage.options().idle(), stage.options().idle(), 200);
            for (int run = 1; run <= stage.options().runs(); run++)
                for (String name : stage.options().servers())
                    if (!name.startsWith("floor")) run(stage, shape, name, run);
        }
    }

    private void run(Stage stage, Shape shape, String name, int run) {
        String work = String.format(
                java.util.Locale.ROOT, "%s, %,d idle", shape.transport().title(), shape.sessions());
        Server server = stage.server(name, shape);
        if (server == null) return;
        stage.show(name(), work, name, run, measure(stage, server, shape, i -> opening(server, shape, i)));
        stage.servers().stop(server);
        if (shape.transport() == Transport.SSE) return;
        Server again = stage.server(name, shape);
        if (again instanceof Tidings tidings)
            stage.show(
                    name(),
                    work + ", a token each",
                    name,
                    run,
                    measure(stage, tidings, shape, i -> tidings.openingOf("user" + i, "idle.c" + i)));
        if (again != null) stage.servers().stop(again);
    }

    private static Opening opening(Server server, Shape shape, int index) {
        return server.opening(shape.transport(), "idle.c" + index, 0);
    }

    /** As many as will stay come and go in waves before, so that what serves the garbage of connecting is there already. */
    static Map<String, Double> measure(Stage stage, Server server, Shape shape, IntFunction<Opening> opening) {
        int first = Math.min(FIRST, shape.sessions() / LEAST_SHARE);
        for (int i = 0; i < shape.sessions(); i += first)
            open(stage, shape, opening, 0, first).close();
        try (Readers some = open(stage, shape, opening, 0, first)) {
            double heap = heap(server);
            double resident = server.process().residentBytes();
            try (Readers many = open(stage, shape, opening, first, shape.sessions())) {
                Stage.pause(SETTLE_SECONDS);
                double count = Math.max(1, many.size());
                Map<String, Double> figures = new LinkedHashMap<>();
                if (heap > 0) figures.put("heap KB", (heap(server) - heap) / count / 1024);
                figures.put("RSS KB", (server.process().residentBytes() - resident) / count / 1024);
                double lost = some.tally().lost() + many.tally().lost();
                if (lost > 0) figures.put(Figure.LOST, lost);
                return figures;
            }
        }
    }

    private static double heap(Server server) {
        return server instanceof Tidings tidings ? tidings.heapBytes() : 0;
    }

    private static Readers open(Stage stage, Shape shape, IntFunction<Opening> opening, int from, int to) {
        List<Opening> openings = IntStream.range(from, to).mapToObj(opening).toList();
        return Readers.open(stage.loops(), openings, new Tally(shape.size()), Stage.ABREAST);
    }
}
