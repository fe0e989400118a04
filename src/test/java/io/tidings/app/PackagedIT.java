package io.tidings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.packaged.Artifact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The packaged application as a process. */
class PackagedIT {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: (http://\\S+?)\\. Management interface listening on (http://\\S+?)\\.?$");
    private static final String SECRET = "a-secret-that-only-tests-know-of-0123456789";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Artifact.ofTheLastBuild().command(List.of()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDINGS_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(Map.of("QUARKUS_HTTP_PORT", "0", "QUARKUS_MANAGEMENT_PORT", "0"));
        // the switch that docs/operations.md names
        builder.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static String refusal(Map<String, String> environment) throws Exception {
        Process process = start(environment);
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return said;
    }

    @Test
    void withoutKeyOrSecretItSaysWhichNamesToSet() throws Exception {
        assertThat(refusal(Map.of())).contains("TIDINGS_AUTH_SECRET").contains("TIDINGS_AUTH_KEY");
    }

    @Test
    void aWrongValueIsNamedByItsKey() throws Exception {
        assertThat(refusal(Map.of("TIDINGS_AUTH_SECRET", SECRET, "TIDINGS_LIMITS_CONNECTIONS", "0")))
                .contains("tidings.limits.connections is 0");
    }

    @Test
    void aUrlThatCannotBeReadIsNamedAndItsPasswordNotPrinted() throws Exception {
        assertThat(refusal(Map.of(
                        "TIDINGS_AUTH_SECRET",
                        SECRET,
                        "TIDINGS_BACKBONE",
                        "redis",
                        "QUARKUS_REDIS_HOSTS",
                        "redis://:pass^word@127.0.0.1:6379")))
                .contains("quarkus.redis.hosts has redis://..., which is no URL")
                .doesNotContain("^word");
    }

    @Test
    void atTheSignalItIsNotReadyAtOnceAndOutInTime() throws Exception {
        // Given
        Process process = start(Map.of("TIDINGS_AUTH_SECRET", SECRET, "TIDINGS_DRAIN_SETTLE", "10s"));
        try {
            URI ready = URI.create(listening(process.inputReader()).group(2) + "/q/health/ready");
            assertThat(get(ready).statusCode()).isEqualTo(200);
            // When
            process.toHandle().destroy();
            // Then
            HttpResponse<String> answer = Awaitility.await()
                    .atMost(Duration.ofSeconds(9))
                    .until(() -> get(ready), now -> now.statusCode() == 503);
            assertThat(answer.body()).contains("stopping");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void atTheSignalSubscribersAreToldToComeBack() throws Exception {
        // Given
        Process process = start(Map.of("TIDINGS_AUTH_SECRET", SECRET, "TIDINGS_DRAIN_SETTLE", "0s"));
        try {
            Matcher listening = listening(process.inputReader());
            String url = listening.group(1);
            URI metrics = URI.create(listening.group(2) + "/q/metrics");
            var poll = HTTP.sendAsync(request(url + "/v1/poll?channel=orders&wait=50s"), BodyHandlers.ofString());
            var stream = HTTP.send(request(url + "/v1/stream?channel=orders"), BodyHandlers.ofInputStream());
            BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), UTF_8));
            for (String line = events.readLine(); !line.equals("event: welcome"); ) line = events.readLine();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> get(metrics).body().contains("tidings_sessions{transport=\"poll\"} 1.0"));
            // When
            process.toHandle().destroy();
            // Then
            assertThat(events.lines()).contains("event: bye").anyMatch(line -> line.contains("\"code\":\"draining\""));
            assertThat(poll.get(30, TimeUnit.SECONDS).body()).startsWith("{\"messages\":[],\"cursor\":\"0-");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Matcher listening(BufferedReader log) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line.replace("0.0.0.0", "localhost"));
            if (!listening.find()) continue;
            assertThat(said).contains("tidings.backbone is memory");
            return listening;
        }
        throw new AssertionError("the application has not started: " + said);
    }

    private static HttpRequest request(String address) {
        String token = TestTokens.hs256(SECRET).subscribe("orders").sign();
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HTTP.send(request(address.toString()), BodyHandlers.ofString());
    }
}
