package io.tidings.bench.scenario;

import java.util.List;

/** A kind of work, done by every server that can do it, in rounds. */
public interface Scenario {
    /** As the command line names it. */
    String name();

    void run(Stage stage);

    /** All of them, in the order of the report. */
    static List<Scenario> all() {
        return List.of(
                new FullLoad(),
                new Paced(),
                new Latency(),
                new Idle(),
                new Publishes(),
                new Joins(),
                new Returning(),
                new Flags());
    }
}
