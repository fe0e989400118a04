package io.tidings.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What a publication costs a pod, in processor time of its process, which does not depend on how busy the machine is; over
 * Redis, and over memory beside it, which leaves out only the way to Redis and back.
 */
class PublishCostIT {
    /** Of a run, after as many to warm up: the fewer, the more of the cost is the compiler's. */
    private static final int MESSAGES = Integer.getInteger("tidings.load.messages", 512_000);

    private static final PublishLoad LINES_OF_ONE_CHANNEL = new PublishLoad(4, 1, 1_000);
    private static final PublishLoad LINES_OF_MANY_CHANNELS = new PublishLoad(4, 100, 1_000);
    private static final PublishLoad SINGLE_TO_ONE_CHANNEL = new PublishLoad(64, 1, 1);
    private static final PublishLoad SINGLE_TO_MANY_CHANNELS = new PublishLoad(64, 100, 1);

    @Test
    void overMemory() {
        try (PackagedPod pod = PackagedPod.start(Map.of())) {
            measure("memory", pod, () -> Duration.ZERO);
        }
    }

    @Test
    void overRedis() {
        try (RedisServer redis = RedisServer.start();
                PackagedPod pod =
                        PackagedPod.start(Map.of("TIDINGS_BACKBONE", "redis", "QUARKUS_REDIS_HOSTS", redis.uri()))) {
            measure("redis", pod, redis::cpu);
        }
    }

    private static void measure(String backbone, PackagedPod pod, Supplier<Duration> redis) {
        measure(backbone, pod, redis, LINES_OF_ONE_CHANNEL, MESSAGES);
        measure(backbone, pod, redis, LINES_OF_MANY_CHANNELS, MESSAGES);
        measure(backbone, pod, redis, SINGLE_TO_ONE_CHANNEL, MESSAGES / 4);
        measure(backbone, pod, redis, SINGLE_TO_MANY_CHANNELS, MESSAGES / 4);
    }

    private static void measure(
            String backbone, PackagedPod pod, Supplier<Duration> redis, PublishLoad load, int messages) {
        // Given
        load.run(pod.uri(), messages);
        Duration podBefore = cpu(pod);
        Duration redisBefore = redis.get();
        long start = System.nanoTime();
        // When
        long published = load.run(pod.uri(), messages);
        // Then
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = cpu(pod).minus(podBefore).toNanos() / 1e3 / published;
        double redisMicros = redis.get().minus(redisBefore).toNanos() / 1e3 / published;
        System.out.printf(
                "publish over %s, %s: pod %.1f us a message, %,.0f a second and core; redis %.1f us; %,.0f a second%n",
                backbone, load, micros, 1e6 / micros, redisMicros, published / seconds);
        assertThat(published).isEqualTo(messages);
    }

    private static Duration cpu(PackagedPod pod) {
        return pod.process().info().totalCpuDuration().orElseThrow();
    }
}
