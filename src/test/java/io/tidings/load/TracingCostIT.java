package io.tidings.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import io.tidings.telemetry.Collector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What following publications costs a pod, in processor time of its process: with no collector, with the usual share, and with all of them;
 * beside a build without any of it, where {@code -Dtidings.other=} names its {@code quarkus-run.jar}. The pods are measured in turn,
 * so that what else the machine does meets all of them.
 */
class TracingCostIT {
    private static final int ROUNDS = Integer.getInteger("tidings.load.rounds", 9);
    private static final int MESSAGES = Integer.getInteger("tidings.load.messages", 64_000);
    private static final PublishLoad SINGLE = new PublishLoad(16, 100, 1);
    private static final PublishLoad LINES = new PublishLoad(4, 100, 1_000);

    @Test
    void ofWhatIsFollowed() {
        try (Collector collector = new Collector();
                RedisServer redis = RedisServer.start()) {
            Map<String, PackagedPod> pods = new LinkedHashMap<>();
            try {
                pods.put("of the other build", PackagedPod.startOther(environment(redis, collector, "")));
                pods.put("off", PackagedPod.start(environment(redis, collector, "")));
                pods.put("1 %", PackagedPod.start(environment(redis, collector, "0.01")));
                pods.put("all", PackagedPod.start(environment(redis, collector, "1")));
                measure(SINGLE, MESSAGES / 4, pods);
                measure(LINES, MESSAGES, pods);
            } finally {
                pods.values().forEach(PackagedPod::close);
            }
            assertThat(collector.spans()).isNotEmpty();
        }
    }

    private static Map<String, String> environment(RedisServer redis, Collector collector, String ratio) {
        Map<String, String> environment = new HashMap<>(
                Map.of("TIDINGS_BACKBONE", "redis", "QUARKUS_REDIS_HOSTS", redis.uri(), "TIDINGS_HISTORY_SIZE", "100"));
        if (ratio.isEmpty()) return environment;
        environment.put("TIDINGS_TRACING_ENDPOINT", collector.uri().toString());
        environment.put("TIDINGS_TRACING_RATIO", ratio);
        return environment;
    }

    private static void measure(PublishLoad load, int messages, Map<String, PackagedPod> pods) {
        // Given
        for (int i = 0; i < 3; i++) pods.values().forEach(pod -> micros(load, messages, pod));
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        // When
        for (int round = 0; round < ROUNDS; round++)
            pods.forEach((name, pod) ->
                    micros.computeIfAbsent(name, first -> new ArrayList<>()).add(micros(load, messages, pod)));
        // Then
        double base = median(micros.values().iterator().next());
        micros.forEach((name, each) -> System.out.printf(
                "%s, tracing %s: pod %.2f us a message (%.2f to %.2f), %.3f of the first%n",
                load, name, median(each), min(each), max(each), median(each) / base));
    }

    private static double micros(PublishLoad load, int messages, PackagedPod pod) {
        long before = nanos(pod);
        long published = load.run(pod.uri(), messages);
        assertThat(published).isEqualTo(messages);
        return (nanos(pod) - before) / 1e3 / published;
    }

    private static long nanos(PackagedPod pod) {
        return pod.process().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double min(List<Double> values) {
        return values.stream().mapToDouble(each -> each).min().orElseThrow();
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(each -> each).max().orElseThrow();
    }
}
