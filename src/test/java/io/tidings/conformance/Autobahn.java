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
import java.util.concurrent.TimeUnit;

/** The fuzzing client of Autobahn|Testsuite, as a process; its jars are where the Maven profile {@code conformance} puts them. */
final class Autobahn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("target/conformance");
    private static final int PATIENCE_MINUTES = 10;

    private Autobahn() {}

    /** Runs all cases against an address; the answer is by the number of the case. */
    static JsonNode run(String agent, URI address) throws IOException, InterruptedException {
        Path reports = FOLDER.resolve(agent);
        Path spec = FOLDER.resolve(agent + ".json");
        Files.createDirectories(reports);
        Files.writeString(spec, spec(agent, address, reports).toString());
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
                .redirectOutput(FOLDER.resolve(agent + ".log").toFile())
                .start();
        try {
            if (!client.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) throw new IOException("the suite did not end");
        } finally {
            client.destroyForcibly();
        }
        return JSON.readTree(reports.resolve("index.json").toFile()).path(agent);
    }

    private static ObjectNode spec(String agent, URI address, Path reports) {
        ObjectNode spec = JSON.createObjectNode().put("outdir", reports.toString());
        spec.putArray("servers").addObject().put("agent", agent).put("url", address.toString());
        ArrayNode cases = spec.putArray("cases");
        for (Group group : Group.values()) cases.add(group.number() + ".*");
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
