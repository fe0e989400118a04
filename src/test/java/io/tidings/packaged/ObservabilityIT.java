package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.client.PublishClient;
import io.tidings.client.SseClient;
import io.tidings.client.WebSocketClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the dashboard, the alerts and the autoscaler ask for is what a pod exposes, by name and by label. */
class ObservabilityIT {
    private static final Path DEPLOY = Path.of("deploy");
    private static final String TOKEN =
            TestTokens.hs256().subject("bob").subscribe("**").publish("**").sign();

    @AutoClose
    private static final Installation INSTALLATION = new Installation(Map.of());

    private static PackagedPod pod;
    private static List<Selector> exposed;

    @BeforeAll
    static void traffic() {
        pod = INSTALLATION.start();
        WebSocketClient socket = new WebSocketClient(pod.uri(), TOKEN, "news");
        SseClient stream = new SseClient(pod.uri(), TOKEN, "news");
        PollClient poll = new PollClient(pod.uri(), TOKEN, "news");
        socket.connect("latest");
        stream.connect("latest");
        new PublishClient(pod.uri(), TOKEN).publish("news", "1");
        poll.connectOnce("earliest");
        INSTALLATION.redis().call("CLIENT", "KILL", "TYPE", "pubsub");
        await().atMost(Duration.ofSeconds(60)).until(() -> pod.metric("tidings_redis_reconnects_total") > 0);
        exposed = metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Selector::series)
                .toList();
        stream.close();
        socket.close();
    }

    private static String metrics() {
        try {
            return pod.management("/q/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPanelOfTheDashboardHasItsMetrics() throws IOException {
        List<String> queries = new ObjectMapper()
                .readTree(Files.readString(DEPLOY.resolve("grafana/tidings.json")))
                .findValuesAsText("expr");
        assertThat(unexposed(queries)).isEmpty();
        assertThat(queries).hasSizeGreaterThan(20);
    }

    @Test
    void everyAlertHasItsMetrics() throws IOException {
        List<String> queries = found("helm/tidings/files/alerts.yaml", "(?s) expr: (.+?)\\n +(?:for|labels):");
        assertThat(unexposed(queries)).isEmpty();
        assertThat(queries).hasSameSizeAs(found("helm/tidings/files/alerts.yaml", "- alert: (\\w+)"));
    }

    @Test
    void theAutoscalerHasItsMetrics() throws IOException {
        List<String> metrics = found("kubernetes/autoscaler.yaml", "metric:\\n +name: (\\w+)");
        assertThat(unexposed(metrics)).isEmpty();
        assertThat(metrics).hasSize(2).isEqualTo(found("prometheus-adapter.yaml", "seriesQuery: '(\\w+)\\{"));
    }

    private static List<Selector> unexposed(List<String> queries) {
        return queries.stream()
                .flatMap(query -> Selector.in(query).stream())
                .filter(selector -> !selector.isExposedBy(exposed))
                .toList();
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(DEPLOY.resolve(file)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
