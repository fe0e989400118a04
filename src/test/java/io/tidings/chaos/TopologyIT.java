package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.backbone.redis.Numbers;
import io.tidings.backbone.redis.Pod;
import io.tidings.backbone.redis.RedisSettings;
import io.tidings.model.Channel;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two pods publish and listen while the primary changes again and again: how soon that is noticed, and what became of the
 * messages. Every number has a key and comes into the log at most once; the log is one chain.
 *
 * <p>{@code -Dtidings.topology.rounds=} says how often each way of changing it comes.
 */
class TopologyIT {
    private static final int ROUNDS = Integer.getInteger("tidings.topology.rounds", 5);
    private static final RedisSettings SAFE = RedisSettings.DEFAULTS.withReplica(Duration.ofSeconds(1));

    private final Channel channel = new Channel("news");

    /** Times of one kind, in milliseconds. */
    private static final class Times {
        private final List<Long> millis = new ArrayList<>();

        void add(long each) {
            millis.add(each);
        }

        long max() {
            return Collections.max(millis);
        }

        @Override
        public String toString() {
            List<Long> sorted = millis.stream().sorted().toList();
            return "p50 " + sorted.get(sorted.size() / 2) + " ms, max " + max() + " ms";
        }
    }

    /** What is done to the servers, between which all is well. */
    private record Round(Runnable fault, Runnable repair) {}

    /** @return how many messages were answered and lost with their primary */
    private int repeat(String what, RedisOptions options, RedisSettings settings, Round round) {
        Times noticed = new Times();
        Times told = new Times();
        try (Pod pod = new Pod(options, settings);
                Pod other = new Pod(options, settings)) {
            pod.awaitConnected();
            other.awaitConnected();
            Numbers numbers = new Numbers(channel, pod, other);
            for (int i = 0; i < ROUNDS; i++) {
                numbers.publishUntilTold();
                round.fault.run();
                long lost = numbers.publishUntilLost();
                noticed.add(lost);
                told.add(lost + numbers.publishUntilTold());
                round.repair.run();
            }
            numbers.publishUntilTold();
            int missing = numbers.assertOneLog().size();
            System.out.printf(
                    "topology, %s, %d times: noticed after %s; next message told after %s; of %d messages %d were answered and lost%n",
                    what, ROUNDS, noticed, told, numbers.published(), missing);
            assertThat(noticed.max()).isLessThan(4_000);
            return missing;
        }
    }

    private int sentinels(String what, RedisSettings settings, Consumer<RedisSentinels> fault) {
        try (RedisSentinels redis = RedisSentinels.start(1)) {
            Round round = new Round(() -> fault.accept(redis), () -> {
                redis.servers().forEach(RedisServer::ensureRuns);
                redis.awaitWhole();
            });
            return repeat("Sentinel, " + what, Pod.sentinels(redis.uris()), settings, round);
        }
    }

    @Test
    void ordersOfSentinelsAreFollowed() {
        sentinels("ordered fail-over", RedisSettings.DEFAULTS, RedisSentinels::failOver);
    }

    @Test
    void ordersOfSentinelsLoseNothingThatAReplicaConfirmed() {
        assertThat(sentinels("ordered fail-over, acknowledge=replica", SAFE, RedisSentinels::failOver))
                .isZero();
    }

    @Test
    void aPrimaryThatDiesIsReplaced() {
        sentinels(
                "killed primary",
                RedisSettings.DEFAULTS,
                redis -> redis.primary().kill());
    }

    private int cluster(String what, Consumer<RedisCluster> fault) {
        try (RedisCluster redis = RedisCluster.start(3, true)) {
            Round round = new Round(() -> fault.accept(redis), () -> {
                redis.servers().forEach(RedisServer::ensureRuns);
                redis.awaitWhole();
            });
            return repeat("Cluster, " + what, Pod.cluster(redis.uris()), RedisSettings.DEFAULTS, round);
        }
    }

    private int slot(RedisCluster redis) {
        return redis.slot("test:{" + channel + "}");
    }

    private RedisServer owner(RedisCluster redis) {
        return redis.owner(slot(redis), redis.servers().get(0));
    }

    private void move(RedisCluster redis) {
        RedisServer from = owner(redis);
        RedisServer to = redis.masters().stream()
                .filter(each -> each != from)
                .findFirst()
                .orElseThrow();
        redis.beginMove(slot(redis), from, to);
        redis.moveKeys(slot(redis), from, to);
        redis.handOver(slot(redis), from, to);
    }

    @Test
    void aSlotThatMovesLosesNothing() {
        assertThat(cluster("moved slot", this::move)).isZero();
    }

    @Test
    void aMasterThatDiesIsReplaced() {
        cluster("killed master", redis -> owner(redis).kill());
    }
}
