package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.redis.RedisProxy;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two packaged pods, real Redis, clients that roam over all transports, and faults in random order. Every gap must have a
 * fault that explains it, and everything that did not arrive, arrived twice or was forgotten as well.
 *
 * <p>{@code -Dtidings.chaos.seed=} runs the same order again, {@code -Dtidings.chaos.faults=} a longer or shorter run; there are
 * 10,000 deliveries for each fault. {@code -Dtidings.chaos.only=frozen} takes only the kinds with this in their name.
 */
class ChaosIT {
    private static final long SEED = Long.getLong("tidings.chaos.seed", System.nanoTime() % 1_000_000);
    private static final int FAULTS = Integer.getInteger("tidings.chaos.faults", 100);
    private static final String ONLY = System.getProperty("tidings.chaos.only", "");
    private static final int DELIVERIES_PER_FAULT = 10_000;
    /** One in so many faults befalls the installation with sentinels. */
    private static final int SENTINELS_SHARE = 10;

    private static final String[] DURABLE = {
        "--appendonly", "yes", "--appendfsync", "always", "--auto-aof-rewrite-percentage", "0"
    };
    private static final Path KEPT = Path.of("target", "chaos");

    private static Map<String, String> settings(String hosts, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDINGS_BACKBONE", "redis");
        settings.put("QUARKUS_REDIS_HOSTS", hosts);
        for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
        settings.put("TIDINGS_AUDIT", "3s");
        settings.put("TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "10000");
        settings.put("TIDINGS_HISTORY_SIZE", "1000000");
        return settings;
    }

    @Test
    void everythingIsExplainedWhateverBefallsOneRedis() throws Exception {
        Path kept = Files.createDirectories(KEPT.resolve("standalone-" + SEED));
        RedisServer redis = RedisServer.start(DURABLE);
        List<RedisProxy> roads = List.of(new RedisProxy(redis), new RedisProxy(redis));
        try (redis;
                Pods pods = new Pods(
                        roads.stream().map(road -> settings(road.uri())).toList(), kept);
                Recorder recorder = new Recorder(List.of(redis), () -> redis, () -> 0, Chaos.CHANNELS)) {
            List<Fault> faults = only(new StandaloneFaults(redis, roads, pods, Chaos.CHANNELS).all());
            int count = FAULTS - FAULTS / SENTINELS_SHARE;
            run("one Redis", new Chaos(plan(count), pods, recorder, faults, kept), pods);
        } finally {
            roads.forEach(RedisProxy::close);
        }
    }

    @Test
    void everythingIsExplainedWhateverBefallsAPrimaryAndItsReplica() throws Exception {
        Path kept = Files.createDirectories(KEPT.resolve("sentinel-" + SEED));
        RedisSentinels redis = RedisSentinels.start(1, DURABLE);
        try (redis) {
            Map<String, String> settings = settings(
                    String.join(",", redis.uris()),
                    "QUARKUS_REDIS_CLIENT_TYPE",
                    "sentinel",
                    "QUARKUS_REDIS_MASTER_NAME",
                    RedisSentinels.MASTER_NAME);
            try (Pods pods = new Pods(List.of(settings, settings), kept);
                    Recorder recorder = new Recorder(redis.servers(), redis::primary, redis::epoch, Chaos.CHANNELS)) {
                List<Fault> faults = only(new SentinelFaults(redis, pods).all());
                int count = FAULTS / SENTINELS_SHARE;
                run("Sentinel", new Chaos(plan(count), pods, recorder, faults, kept), pods);
            }
        }
    }

    private static List<Fault> only(List<Fault> faults) {
        return faults.stream().filter(fault -> fault.name().contains(ONLY)).toList();
    }

    private static Chaos.Plan plan(int faults) {
        return new Chaos.Plan(SEED, faults, (long) faults * DELIVERIES_PER_FAULT);
    }

    private static void run(String what, Chaos chaos, Pods pods) throws Exception {
        String again = "to run it again: -Dtidings.chaos.seed=" + SEED + " -Dtidings.chaos.faults=" + FAULTS
                + "; the faults and the pods' logs are in " + KEPT;
        try {
            Figures figures = chaos.run();
            figures.print(what);
            assertThat(figures.unexplained()).as(again).isEmpty();
            assertThat(figures.delivered())
                    .as(again)
                    .isGreaterThanOrEqualTo((long) figures.count() * DELIVERIES_PER_FAULT);
        } catch (Exception | AssertionError failed) {
            System.out.println("chaos, " + what + ": " + again);
            pods.keepLogs();
            throw failed;
        }
    }
}
