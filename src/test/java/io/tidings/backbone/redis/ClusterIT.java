package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pods publish and listen while slots and masters move. */
class ClusterIT {
    private final Channel channel = new Channel("news");
    private RedisCluster redis;
    private Pod pod;
    private Pod other;
    private int slot;
    private RedisServer from;
    private RedisServer to;

    @BeforeEach
    void connect() {
        redis = RedisCluster.start(3, true);
        pod = new Pod(Pod.cluster(redis.uris()), RedisSettings.DEFAULTS);
        other = new Pod(Pod.cluster(redis.uris().subList(1, 2)), RedisSettings.DEFAULTS);
        pod.awaitConnected();
        other.awaitConnected();
        slot = redis.slot("test:{news}");
        from = redis.owner(slot, redis.servers().get(0));
        to = redis.masters().stream().filter(each -> each != from).findFirst().orElseThrow();
    }

    @AfterEach
    void stop() {
        pod.close();
        other.close();
        redis.close();
    }

    @Test
    void aSlotThatMovesTakesItsListenersAlong() {
        // Given
        Numbers numbers = new Numbers(channel, pod, other);
        numbers.publishUntilTold();
        // When
        redis.beginMove(slot, from, to);
        numbers.publishFor(Duration.ofMillis(200));
        redis.moveKeys(slot, from, to);
        redis.handOver(slot, from, to);
        long lost = numbers.publishUntilLost();
        long told = numbers.publishUntilTold();
        // Then
        Set<Integer> missing = numbers.assertOneLog();
        System.out.printf(
                "cluster, moved slot: listeners know after %d ms, next message told after %d ms more, of %d messages %d lost%n",
                lost, told, numbers.published(), missing.size());
        assertThat(missing).isEmpty();
        assertThat(to.call("EXISTS", "test:{news}:log")).isEqualTo(1L);
        assertThat(pod.reconnects).hasValue(0);
        assertThat(to.call("PUBSUB", "SHARDNUMSUB", "test:{news}")).asString().isEqualTo("[test:{news}, 2]");
    }

    @Test
    void whatIsAskedWhileTheKeysMoveWaitsForTheHandOver() {
        // Given
        Position before = pod.append(channel, "\"before\"");
        redis.beginMove(slot, from, to);
        redis.moveKeys(slot, from, to);
        // When
        Pod.Waiting<Position> published = pod.appending(channel, "\"meanwhile\"");
        Pod.Waiting<Position> asked = other.asking(channel);
        Pod.await(() -> String.valueOf(from.call("INFO", "errorstats")).contains("errorstat_ASK"));
        boolean waits = !published.isAnswered() && !asked.isAnswered();
        redis.handOver(slot, from, to);
        // Then
        assertThat(waits).isTrue();
        assertThat(published.get().value()).isNotNull();
        assertThat(asked.get().value()).isNotNull();
        assertThat(pod.log(channel)).containsExactly("\"before\"", "\"meanwhile\"");
        assertThat(pod.read(channel, 2, 1, 1).entries().get(0).prev()).isEqualTo(before);
    }

    @Test
    void aKilledMasterIsFollowedByItsReplica() {
        // Given
        Numbers numbers = new Numbers(channel, pod, other);
        numbers.publishUntilTold();
        // When
        from.kill();
        long lost = numbers.publishUntilLost();
        long told = numbers.publishUntilTold();
        from.run();
        numbers.publishFor(Duration.ofSeconds(1));
        // Then
        Set<Integer> missing = numbers.assertOneLog();
        System.out.printf(
                "cluster, killed master: lost after %d ms, next message told after %d ms more; %d of %d messages died with it%n",
                lost, told, missing.size(), numbers.published());
        assertThat(redis.owner(slot, to)).isNotEqualTo(from);
    }

    @Test
    void anOrderedFailOverIsFollowed() {
        // Given
        Numbers numbers = new Numbers(channel, pod, other);
        // When
        Quickest.assertUnder(4_000, () -> noticedOrdered(numbers));
        // Then
        Set<Integer> missing = numbers.assertOneLog();
        System.out.printf("cluster, ordered fail-over: of %d messages %d lost%n", numbers.published(), missing.size());
        assertThat(missing).isEmpty();
    }

    /** Milliseconds from an ordered fail-over until the pods have noticed it. */
    private long noticedOrdered(Numbers numbers) {
        redis.awaitWhole();
        numbers.publishUntilTold();
        RedisServer replica = redis.replica(redis.owner(slot, to));
        assertThat(replica.call("CLUSTER", "FAILOVER")).isEqualTo("OK");
        long noticed = numbers.publishUntilLost();
        long told = numbers.publishUntilTold();
        System.out.printf(
                "cluster, ordered fail-over: noticed after %d ms, next message told after %d ms more%n", noticed, told);
        return noticed;
    }
}
