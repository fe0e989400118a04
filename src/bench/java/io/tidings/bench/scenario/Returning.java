package io.tidings.bench.scenario;

import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Tally;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Everyone comes back at once, and has missed ten messages: how long until the last one has them. */
final class Returning implements Scenario {
    private static final int ABREAST = 512;
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public String name() {
        return "returning";
    }

    @Override
    public void run(Stage stage) {
        int sessions = stage.options().quick() ? stage.options().idle() : 10_000;
        for (Transport transport : stage.options().transports())
            for (int channels : stage.options().channels()) {
                Shape shape = new Shape(transport, sessions, channels, 200);
                for (int run = 1; run <= stage.options().runs(); run++)
                    for (String name : stage.options().servers()) {
                        Server server = stage.server(name, shape);
                        if (server != null && server.replays())
                            stage.show(name(), shape.work(), name, run, measure(stage, server, shape, run));
                    }
            }
    }

    private static Map<String, Double> measure(Stage stage, Server server, Shape shape, int run) {
        History.fill(stage, server, shape);
        if (run == 1 && !stage.options().quick()) comeBack(stage, server, shape);
        return comeBack(stage, server, shape);
    }

    private static Map<String, Double> comeBack(Stage stage, Server server, Shape shape) {
        List<String> channels = shape.channelNames();
        List<Opening> openings = IntStream.range(0, shape.sessions())
                .mapToObj(i -> server.opening(shape.transport(), channels.get(i % channels.size()), History.REPLAY))
                .toList();
        Tally tally = new Tally(shape.size());
        long wanted = (long) shape.sessions() * History.REPLAY;
        Stretch stretch = Stretch.begin(server, tally);
        try (Readers all = Readers.open(stage.loops(), openings, tally, ABREAST)) {
            while (tally.messages() < wanted && stretch.seconds() < PATIENCE_SECONDS) Stage.pause(0.001);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("seconds", stretch.seconds());
            figures.put("µs/session", stretch.cpuSeconds() / all.size() * 1e6);
            figures.put(Figure.CLIENT, stretch.clientPercent());
            if (tally.messages() != wanted) figures.put("messages missing", (double) wanted - tally.messages());
            return figures;
        }
    }
}
