package io.tidings.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Pastes every {@code sh} block of the README into one shell, as a newcomer would, against the service in dev mode at
 * {@code -Dtidings.url} and its management port at {@code -Dtidings.management}.
 */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String SERVICE = System.getProperty("tidings.url", "http://localhost:8080");
    private static final String MANAGEMENT = System.getProperty("tidings.management", "http://localhost:9000");

    @Test
    void everyLineOfTheReadmeWorksAsPasted() throws Exception {
        // Given
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(9).allMatch(line -> line.contains("curl "));
        // When
        List<String> answers = answers(lines);
        // Then
        for (int i = 1; i < lines.size(); i++)
            assertThat(answers.get(i)).as(lines.get(i)).containsPattern(expected(lines.get(i)));
    }

    /** What a line has to print; a line that nobody knows here fails. */
    private static String expected(String line) {
        if (line.contains("/v1/stream")) return "(?s)event: welcome\n.*data: \\{\"type\":\"message\"";
        if (line.contains("x-ndjson"))
            return "(?m)^\\{\"channel\":\"orders.42\",\"id\":\"\\d+-\\d+\"}\n\\{\"results\":\\[";
        if (line.contains(" -d ")) return "^\\{\"channel\":\"orders.42\",\"id\":\"\\d+-\\d+\"}";
        if (line.contains("/messages'")) return "^\\{\"messages\":\\[\\{.*\"price\":10.50.*],\"cursor\":\"";
        if (line.contains("/v1/poll")) return "^\\{\"messages\":\\[\\{.*\"price\":10.50.*],\"cursor\":\"\\d+-\\d+\"}";
        if (line.contains("/q/health")) return "\"status\": \"UP\"";
        if (line.contains("/q/metrics")) return "tidings_publish_total";
        throw new AssertionError("what should this line print? " + line);
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        while (block.find()) lines.add(block.group(1).strip());
        return lines;
    }

    /** What each line prints, run one after the other in one shell; streams are left after nine seconds. */
    private static List<String> answers(List<String> lines) throws Exception {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (String line : lines) {
            String endless =
                    line.replaceFirst("^curl -N", "timeout 9 curl -N") + (line.startsWith("curl -N") ? " || true" : "");
            script.append(endless).append("\nprintf '\\n--- next ---\\n'\n");
        }
        String text = script.toString()
                .replace("http://localhost:8080", SERVICE)
                .replace("http://localhost:9000", MANAGEMENT);
        Process shell =
                new ProcessBuilder("bash", "-c", text).redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return List.of(output.split("\n--- next ---\n", -1));
    }
}
