package io.tidings.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The fuzzing client of Autobahn|Testsuite, as a process; its jars are where the Maven profile {@code conformance} puts them. */
final class Autobahn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target/conformance");
    private static final int PATIENCE_MINUTES = 30;
    private static final int REPEATS = 2;

    private Autobahn() {}

    /**
     * Runs all cases against an address. The suite gives a server a second for each, and less to be strict, which a busy machine may
     * not have, so what has not passed strictly is asked again.
     *
     * @return the best that it says of each case, by its number
     */
    static Map<String, Verdict> run(String agent, URI address) throws IOException, InterruptedException {
        List<String> all =
                Stream.of(Group.values()).map(group -> group.number() + ".*").toList();
        Map<String, Verdict> verdicts = new TreeMap<>(verdicts(agent, address, all));
        for (int i = 0; i < REPEATS; i++) {
            List<String> open = verdicts.entrySet().stream()
                    .filter(each -> each.getValue().compareTo(Verdict.NOT_STRICT) >= 0)
                    .map(Map.Entry::getKey)
                    .toList();
            if (open.isEmpty()) break;
            verdicts(agent, address, open)
                    .forEach((number, verdict) -> verdicts.merge(
                            number, verdict, (before, again) -> before.compareTo(again) <= 0 ? before : again));
        }
        return verdicts;
    }

    private static Map<String, Verdict> verdicts(String agent, URI address, List<String> cases)
            throws IOException, InterruptedException {
        Path reports = FOLDER.resolve(agent);
        Path spec = FOLDER.resolve(agent + ".json");
        Files.createDirectories(reports);
        Files.writeString(spec, spec(agent, address, reports, cases).toString());
        suite(spec, FOLDER.resolve(agent + ".log"));
        Map<String, Verdict> verdicts = new TreeMap<>();
        JsonNode index = JSON.readTree(reports.resolve("index.json").toFile());
        index.path(agent).properties().forEach(each -> verdicts.put(each.getKey(), Verdict.of(each.getValue())));
        return verdicts;
    }

    private static void suite(Path spec, Path log) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar("jython-standalone"),
                        "org.python.util.jython",
                        "-c",
                        "import sys; sys.path.insert(0, '" + jar("autobahntestsuite-maven-plugin")
                                + "'); sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', '" + spec
                                + "']; from autobahntestsuite import wstest; wstest.run()")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!client.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) throw new IOException("the suite did not end");
        } finally {
            client.destroyForcibly();
        }
    }

    private static ObjectNode spec(String agent, URI address, Path reports, List<String> cases) {
        ObjectNode spec = JSON.createObjectNode().put("outdir", reports.toString());
        spec.putArray("servers").addObject().put("agent", agent).put("url", address.toString());
        ArrayNode asked = spec.putArray("cases");
        cases.forEach(asked::add);
        spec.putArray("exclude-cases");
        spec.putObject("exclude-agent-cases");
        return spec;
    }

    private static String jar(String name) throws IOException {
        File[] found = FOLDER.toFile().listFiles((folder, file) -> file.startsWith(name) && file.endsWith(".jar"));
        if (found == null || found.length != 1) throw new IOException("no " + name + ": run Maven with -Pconformance");
        return found[0].toString();
    }
}
