package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Versions of Tidings on one Redis: what a later one may add, and that nothing is touched that is of another format. */
class StoredFormatTest {
    private final Channel channel = new Channel("orders.42");

    @AutoClose
    private final RedisServer redis = RedisServer.start();

    @Test
    void aRedisWithoutAFormatIsOfThisOne() {
        // When
        Pod.connected(redis.uri()).close();
        // Then
        assertThat(redis.call("GET", "test:format")).isEqualTo("1");
        assertThat(redis.call("TTL", "test:format")).isEqualTo(-1L);
    }

    @Test
    void aPodThatFindsAnotherFormatTouchesNothingAndSaysWhy() {
        // Given
        redis.call("SET", "test:format", "2");
        // When
        try (Pod pod = new Pod(redis.uri(), RedisSettings.DEFAULTS)) {
            Pod.await(() -> pod.backbone.health().detail().contains("it holds format 2 (test:format)"));
            Failure failure = pod.appending(channel, "1").get().failure();
            // Then
            assertThat(failure).isEqualTo(Failure.BACKBONE_AWAY);
            assertThat(pod.backbone.health().ready()).isFalse();
            assertThat((List<?>) redis.call("KEYS", "*")).hasToString("[test:format]");
            assertThat(redis.call("GET", "test:format")).isEqualTo("2");
        }
    }

    @Test
    void aPodLeavesARedisThatIsTakenToAnotherFormatAndComesBackWithIt() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            redis.call("SET", "test:format", "2");
            Pod.await(() -> !pod.backbone.health().connected());
            // When
            redis.call("SET", "test:format", "1");
            pod.awaitConnected();
            // Then
            assertThat(pod.append(channel, "1").offset()).isEqualTo(1);
        }
    }

    @Test
    void aNumberThatIsLostIsWrittenAgainByThePodsAtWork() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // When
            redis.call("FLUSHALL");
            // Then
            Pod.await(() -> "1".equals(redis.call("GET", "test:format")));
            assertThat(pod.reconnects).hasValue(0);
        }
    }

    @Test
    void aClusterThatIsTakenToAnotherFormatIsLeftAsAWhole() {
        try (RedisCluster cluster = RedisCluster.start(3, false).steady();
                Pod pod = new Pod(Pod.cluster(cluster.uris()), RedisSettings.DEFAULTS)) {
            // Given
            pod.awaitConnected();
            RedisServer owner =
                    cluster.owner(cluster.slot("test:format"), cluster.servers().get(0));
            // When
            owner.call("SET", "test:format", "2");
            // Then
            Pod.await(() -> pod.backbone.health().detail().split("it holds format 2", -1).length == 4);
            assertThat(pod.appending(channel, "1").get().failure()).isEqualTo(Failure.BACKBONE_AWAY);
            owner.call("SET", "test:format", "1");
            pod.awaitConnected();
        }
    }

    @Test
    void aRedisThatTakesNoWritesIsOfTheFormatThatItHolds() {
        // Given
        redis.call("CONFIG", "SET", "maxmemory", "1");
        // When
        try (Pod pod = Pod.connected(redis.uri())) {
            // Then
            assertThat(pod.backbone.health().ready()).isTrue();
            assertThat(redis.call("EXISTS", "test:format")).isEqualTo(0L);
        }
    }

    @Test
    void whatALaterVersionAddsToAnEntryAndToItsPublicationIsPassedOver() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            Position first = pod.append(channel, "1");
            pod.watch(channel, 1);
            // When
            redis.call("XADD", "test:{orders.42}:log", "2-22", "p", first.toString(), "t", "a b", "m", "2");
            redis.call("SET", "test:{orders.42}:pos", "2-22");
            redis.call("PUBLISH", "test:{orders.42}", "2-22 " + first + " 1,t=00-7-01,u 2");
            Position third = pod.append(channel, "3");
            pod.await("message orders.42 3");
            // Then
            assertThat(third.offset()).isEqualTo(3);
            assertThat(pod.told).contains("message orders.42 2");
            assertThat(pod.log(channel)).containsExactly("1", "2", "3");
        }
    }

    @Test
    void whatALaterVersionAddsToARememberedKeyIsPassedOver() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            redis.call("SET", "test:{orders.42}:idem:slot", "7-77 print-of-1 more of it");
            // When
            Position known = pod.appending(channel, "1", "slot").get().value();
            // Then
            assertThat(known).isEqualTo(new Position(7, 77));
        }
    }
}
