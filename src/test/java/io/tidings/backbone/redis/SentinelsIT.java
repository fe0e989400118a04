package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pods publish and listen while the primary changes. */
class SentinelsIT {
    private final Channel channel = new Channel("news");
    private final List<Pod> pods = new ArrayList<>();
    private RedisSentinels redis;

    @BeforeEach
    void start() {
        redis = RedisSentinels.start(1);
    }

    private Numbers connect(RedisSettings settings) {
        for (int i = 0; i < 2; i++) pods.add(new Pod(Pod.sentinels(redis.uris()), settings));
        pods.forEach(Pod::awaitConnected);
        return new Numbers(channel, pods.get(0), pods.get(1));
    }

    @AfterEach
    void stop() {
        pods.forEach(Pod::close);
        redis.close();
    }

    @Test
    void aDemotedPrimaryIsLeftThoughItGoesOnToTakeMessages() {
        // Given
        Numbers numbers = connect(RedisSettings.DEFAULTS);
        // When
        Quickest.assertUnder(4_000, () -> noticedDemoted(numbers));
        // Then
        Set<Integer> missing = numbers.assertOneLog();
        System.out.printf(
                "sentinel, ordered fail-over: %d of %d messages went to the demoted primary%n",
                missing.size(), numbers.published());
    }

    /** Milliseconds from an ordered fail-over until the pods have noticed it. */
    private long noticedDemoted(Numbers numbers) {
        redis.awaitWhole();
        numbers.publishUntilTold();
        RedisServer demoted = redis.primary();
        redis.failOver();
        long noticed = numbers.publishUntilLost();
        long told = numbers.publishUntilTold();
        boolean stillTakes = String.valueOf(demoted.call("ROLE")).contains("master");
        System.out.printf(
                "sentinel, ordered fail-over: noticed after %d ms, next message told after %d ms more;"
                        + " the demoted primary is one still: %s%n",
                noticed, told, stillTakes);
        redis.awaitSuccessor(demoted);
        assertThat(pods.get(0).backbone.health().detail())
                .isEqualTo("Redis 127.0.0.1:" + redis.primary().port() + " is connected");
        return noticed;
    }

    @Test
    void whatTheReplicaHasConfirmedSurvivesADemotion() {
        // Given
        Numbers numbers = connect(RedisSettings.DEFAULTS.withReplica(Duration.ofSeconds(1)));
        numbers.publishUntilTold();
        // When
        redis.failOver();
        numbers.publishUntilLost();
        redis.awaitWhole();
        numbers.publishUntilTold();
        // Then
        assertThat(numbers.assertOneLog()).isEmpty();
    }

    @Test
    void aKilledPrimaryIsFollowedByItsReplica() {
        // Given
        Numbers numbers = connect(RedisSettings.DEFAULTS);
        // When
        Quickest.assertUnder(1_000, () -> noticedKilled(numbers));
        // Then
        Set<Integer> missing = numbers.assertOneLog();
        System.out.printf(
                "sentinel, killed primary: %d of %d messages died with it%n", missing.size(), numbers.published());
    }

    /** Milliseconds from the end of a primary until the pods have noticed it. */
    private long noticedKilled(Numbers numbers) {
        redis.awaitWhole();
        numbers.publishUntilTold();
        RedisServer killed = redis.primary();
        killed.kill();
        long noticed = numbers.publishUntilLost();
        long told = numbers.publishUntilTold();
        System.out.printf(
                "sentinel, killed primary: noticed after %d ms, next message told after %d ms more%n", noticed, told);
        killed.run();
        numbers.publishUntilTold();
        redis.awaitSuccessor(killed);
        return noticed;
    }
}
