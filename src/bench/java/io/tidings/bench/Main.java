package io.tidings.bench;

import io.tidings.bench.report.Machine;
import io.tidings.bench.report.Report;
import io.tidings.bench.report.Results;
import io.tidings.bench.scenario.Options;
import io.tidings.bench.scenario.Scenario;
import io.tidings.bench.scenario.Stage;
import io.tidings.bench.server.Place;
import io.tidings.bench.server.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs scenarios, keeps the raw results under {@code target/bench} and writes {@code docs/benchmarks.md} from them. The servers
 * have one core, the client and Redis another.
 */
public final class Main {
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final Path FOLDER = Path.of("target/bench");
    private static final Path QUICK_FOLDER = Path.of("target/bench-quick");

    private Main() {}

    /** @param words {@code --report} writes the report alone; all others are for {@link Options} */
    public static void main(String... words) {
        Options options = Options.parse(words);
        Path folder = options.quick() ? QUICK_FOLDER : FOLDER;
        Results results = new Results(folder.resolve("results"));
        if (!List.of(words).contains("--report"))
            measure(options, new Place(SERVER_CORE, CLIENT_CORE, options.nice(), folder), results);
        if (!options.quick()) new Report(Path.of("docs")).write(results.all());
        System.exit(0);
    }

    private static void measure(Options options, Place place, Results results) {
        try (Stage stage = new Stage(options, new Servers(place, options.peers()))) {
            place.takeClientCore();
            for (Scenario scenario : Scenario.all()) {
                if (!options.runs(scenario.name())) continue;
                System.out.println("== " + scenario.name());
                Map<String, String> before = Machine.load();
                stage.whenShown(() -> results.keep(
                        scenario.name(), conditions(options, stage, before), stage.results(scenario.name())));
                scenario.run(stage);
            }
        }
    }

    private static Map<String, String> conditions(Options options, Stage stage, Map<String, String> before) {
        Map<String, String> conditions = new TreeMap<>(Machine.conditions());
        conditions.putAll(before);
        if (options.nice() != 0) conditions.put("priority", "nice " + options.nice());
        stage.versions().forEach((name, version) -> conditions.put("server " + name, version));
        return conditions;
    }
}
