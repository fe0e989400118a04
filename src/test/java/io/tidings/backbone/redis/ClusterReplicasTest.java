package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a replica is waited for in a cluster, it is the one of the channel's own master. */
class ClusterReplicasTest {
    /** So patient that only a replica which is frozen does not confirm in time. */
    private static final RedisSettings SAFE = Pod.PATIENT.withReplica(Duration.ofSeconds(3));

    private static final List<Channel> CHANNELS =
            IntStream.range(0, 9).mapToObj(i -> new Channel("orders." + i)).toList();

    private static RedisCluster redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisCluster.start(3, true).steady();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    private static Pod connected() {
        Pod pod = new Pod(Pod.cluster(redis.uris()), SAFE);
        pod.awaitConnected();
        return pod;
    }

    private static String log(Channel channel) {
        return "test:{" + channel + "}:log";
    }

    private static RedisServer master(Channel channel) {
        return redis.owner(redis.slot(log(channel)), redis.servers().get(0));
    }

    @Test
    void whatIsAnsweredIsOnTheReplicaOfItsMaster() {
        try (Pod pod = connected()) {
            for (Channel channel : CHANNELS) {
                // When
                pod.append(channel, "1");
                // Then
                assertThat(redis.replica(master(channel)).call("KEYS", log(channel)))
                        .isEqualTo(List.of(log(channel)));
            }
        }
    }

    @Test
    void aFrozenReplicaLeavesTheMessagesOfItsMasterAloneUnknown() {
        RedisServer frozen = master(CHANNELS.get(0));
        RedisServer replica = redis.replica(frozen);
        try (Pod pod = connected()) {
            // Given
            List<Channel> unknown = CHANNELS.stream()
                    .filter(channel -> master(channel) == frozen)
                    .toList();
            replica.freeze();
            // When
            List<Channel> failed = CHANNELS.stream()
                    .collect(Collectors.toMap(channel -> channel, channel -> pod.appending(channel, "1")))
                    .entrySet()
                    .stream()
                    .filter(each -> each.getValue().get().failure() == Failure.PUBLISH_UNKNOWN)
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            // Then
            assertThat(failed).containsExactlyInAnyOrderElementsOf(unknown).hasSizeLessThan(CHANNELS.size());
        } finally {
            replica.thaw();
        }
    }
}
