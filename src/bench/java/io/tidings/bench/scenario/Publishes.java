package io.tidings.bench.scenario;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Tally;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a publication costs that nobody listens to: one by one, and many in one request where that is possible. */
final class Publishes implements Scenario {
    private static final int CHANNELS = 100;
    private static final int LINES = 100;

    @Override
    public String name() {
        return "publishes";
    }

    @Override
    public void run(Stage stage) {
        Shape shape = new Shape(
                Transport.WEBSOCKET, 0, CHANNELS, stage.options().sizes().get(0));
        for (int run = 1; run <= stage.options().runs(); run++)
            for (String name : stage.options().servers()) {
                Server server = name.startsWith("floor") ? null : stage.server(name, shape);
                if (server == null) continue;
                stage.show(name(), work(shape, "a POST each"), name, run, measure(stage, server, shape, 1));
                if (server.takesBatches())
                    stage.show(
                            name(), work(shape, LINES + " in a POST"), name, run, measure(stage, server, shape, LINES));
            }
    }

    private static String work(Shape shape, String how) {
        return CHANNELS + " channels, " + shape.size() + " B, " + how;
    }

    private static Map<String, Double> measure(Stage stage, Server server, Shape shape, int batch) {
        try (Publisher publisher =
                server.publisher(stage.loops(), shape.channelNames(), shape.size(), batch, Backpressure.none())) {
            publisher.flood();
            stage.settle(server);
            if (batch > 1) Stage.pause(stage.options().seconds());
            long before = publisher.published();
            Stretch stretch = Stretch.begin(server, new Tally(shape.size()));
            Stage.pause(stage.options().seconds());
            double published = Math.max(1, publisher.published() - before);
            double used = stretch.cpuSeconds();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("µs/publish", used / published * 1e6);
            figures.put("publishes/s and core", published / used);
            figures.put("publishes/s", published / stretch.seconds());
            figures.put(Figure.CORE, 100 * used / stretch.seconds());
            figures.put(Figure.CLIENT, stretch.clientPercent());
            publisher.stop();
            return figures;
        }
    }
}
