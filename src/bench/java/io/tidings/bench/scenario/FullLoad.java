package io.tidings.bench.scenario;

import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Transport;
import io.tidings.bench.server.Server;
import java.util.Map;

/** What a delivery costs when messages come as fast as they can be delivered, a bounded number of them on their way. */
final class FullLoad implements Scenario {
    @Override
    public String name() {
        return "full-load";
    }

    @Override
    public void run(Stage stage) {
        for (Transport transport : stage.options().transports())
            for (Shape shape : stage.options().shapes(transport))
                if (shape.channels() <= shape.sessions()) run(stage, shape);
    }

    private void run(Stage stage, Shape shape) {
        for (int run = 1; run <= stage.options().runs(); run++)
            for (String name : stage.options().servers()) {
                Server server = stage.server(name, shape);
                if (server != null) stage.show(name(), shape.work(), name, run, measure(stage, server, shape));
            }
    }

    /** One measurement, with readers of its own. */
    static Map<String, Double> measure(Stage stage, Server server, Shape shape) {
        try (Readers readers = stage.readers(server, shape);
                Publisher publisher = stage.publisher(server, shape, readers.tally())) {
            publisher.flood();
            stage.settle(server);
            return stage.measure(server, readers, publisher);
        }
    }
}
