package io.tidings.bench.scenario;

import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Tally;
import io.tidings.bench.client.Transport;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import io.tidings.bench.server.Tidings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What it costs to join one more channel on an open WebSocket, with the last ten messages: a command for each join. */
final class Joins implements Scenario {
    private static final int CHANNELS = 50;
    private static final int ROUND_SECONDS = 30;

    @Override
    public String name() {
        return "joins";
    }

    @Override
    public void run(Stage stage) {
        int sessions = stage.options().quick() ? 20 : 200;
        Shape shape = new Shape(Transport.WEBSOCKET, sessions, CHANNELS, 200);
        String work = sessions + " WebSockets, " + CHANNELS + " channels each, 10 messages a join";
        for (int run = 1; run <= stage.options().runs(); run++)
            for (String name : stage.options().servers()) {
                Server server = name.startsWith("floor") ? null : stage.server(name, shape);
                if (server instanceof Tidings tidings)
                    stage.show(name(), work, name, run, measure(stage, tidings, shape));
            }
    }

    private static Map<String, Double> measure(Stage stage, Tidings server, Shape shape) {
        History.fill(stage, server, shape);
        Shape elsewhere = new Shape(shape.transport(), shape.sessions(), 1, shape.size());
        try (Readers readers = stage.readers(server, elsewhere)) {
            double warmUp = stage.options().warmUp() / 4;
            for (long end = System.nanoTime() + (long) (warmUp * 1e9); System.nanoTime() < end; ) round(readers, shape);
            Stretch stretch = Stretch.begin(server, readers.tally());
            int rounds = 0;
            while (stretch.seconds() < stage.options().seconds()) {
                round(readers, shape);
                rounds++;
            }
            double joins = (double) rounds * shape.sessions() * (shape.channels() - 1);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("µs/join", stretch.cpuSeconds() / joins * 1e6);
            figures.put("joins/s and core", joins / stretch.cpuSeconds());
            figures.put("joins/s", joins / stretch.seconds());
            figures.put(Figure.CORE, 100 * stretch.cpuSeconds() / stretch.seconds());
            figures.put(Figure.CLIENT, stretch.clientPercent());
            return figures;
        }
    }

    /** Everyone joins every channel but the first, which all are in already, and leaves them again. */
    private static void round(Readers readers, Shape shape) {
        Tally tally = readers.tally();
        long wanted = tally.messages() + (long) shape.sessions() * (shape.channels() - 1) * History.REPLAY;
        long deadline = System.nanoTime() + ROUND_SECONDS * 1_000_000_000L;
        for (String channel : shape.channelNames().subList(1, shape.channels()))
            readers.say("{\"type\":\"subscribe\",\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\"last:"
                    + History.REPLAY + "\"}]}");
        while (tally.messages() < wanted) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(wanted - tally.messages() + " messages of a replay are missing");
            Stage.pause(0.001);
        }
        readers.say("{\"type\":\"unsubscribe\",\"channels\":[\""
                + String.join("\",\"", shape.channelNames().subList(1, shape.channels())) + "\"]}");
    }
}
