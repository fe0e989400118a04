package io.tidings.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.packaged.PackagedPod;
import io.tidings.transport.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** The two engines beside each other: the heap of an idle WebSocket, and processor time for each delivery at full load. */
class EngineCostIT {
    private static final Logger LOG = Logger.getLogger(EngineCostIT.class);
    private static final int IDLE = 6_000;
    private static final int READERS = 1_000;
    private static final int BATCH = 500;
    private static final int BATCHES = 12;
    private static final String DATA = "\"" + "x".repeat(200) + "\"";

    /**
     * What one engine costs.
     *
     * @param heap bytes of an idle WebSocket that follows a channel
     * @param micros of processor time for each delivery
     */
    private record Measured(long heap, double micros) {}

    private static PackagedPod pod(String engine) {
        return PackagedPod.start(Map.of(
                "TIDINGS_ENGINE",
                engine,
                "TIDINGS_LIMITS_SESSIONS_PER_SUBJECT",
                "100000",
                "JAVA_TOOL_OPTIONS",
                System.getProperty("tidings.cost.jvm", "-XX:+UseG1GC")));
    }

    private static Measured measure(String engine) throws Exception {
        try (PackagedPod pod = pod(engine)) {
            Measured measured = new Measured(heap(pod), micros(pod));
            LOG.infof(
                    "engine=%s java=%s jvm=%s heapPerIdleWebSocket=%d B processorPerDelivery=%.2f us",
                    engine,
                    System.getProperty("java.specification.version"),
                    System.getProperty("tidings.cost.jvm", ""),
                    measured.heap(),
                    measured.micros());
            return measured;
        }
    }

    private static long heap(PackagedPod pod) throws IOException {
        // What is made once, by the first sessions.
        try (Readers first = new Readers(pod.uri(), Service.newChannel(), 100)) {
            long before = Cost.heap(pod.process());
            try (Readers idle = new Readers(pod.uri(), Service.newChannel(), IDLE)) {
                return (Cost.heap(pod.process()) - before) / IDLE;
            }
        }
    }

    private static double micros(PackagedPod pod) throws Exception {
        String channel = Service.newChannel();
        try (Readers readers = new Readers(pod.uri(), channel, READERS)) {
            for (int i = 0; i < BATCHES / 2; i++) publish(pod, channel, readers);
            double before = Cost.processorSeconds(pod.process());
            for (int i = 0; i < BATCHES; i++) publish(pod, channel, readers);
            return (Cost.processorSeconds(pod.process()) - before) * 1e6 / ((double) BATCHES * BATCH * READERS);
        }
    }

    /** Publishes many messages at once, and waits until every reader has them. */
    private static void publish(PackagedPod pod, String channel, Readers readers) throws Exception {
        long before = readers.bytes();
        String line = "{\"channel\":\"" + channel + "\",\"data\":" + DATA + "}\n";
        HttpRequest request = HttpRequest.newBuilder(pod.uri().resolve("/v1/messages"))
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.hs256().publish("**").sign())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(line.repeat(BATCH)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        long least = (long) READERS * BATCH * DATA.length();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> readers.bytes() - before > least);
        long[] last = {0};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    boolean quiet = last[0] == readers.bytes();
                    last[0] = readers.bytes();
                    return quiet;
                });
    }

    @Test
    void theLeanEngineCostsLess() throws Exception {
        // When
        Measured lean = measure("lean");
        Measured reference = measure("reference");
        // Then
        assertThat(lean.heap()).isLessThan(reference.heap() / 2);
        assertThat(lean.micros()).isLessThan(reference.micros());
    }
}
