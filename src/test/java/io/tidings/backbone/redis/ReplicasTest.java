package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a replica is waited for, an id means that one has the message. */
class ReplicasTest {
    /** So patient that only a replica which is frozen does not confirm in time. */
    private static final RedisSettings SAFE = Pod.PATIENT.withReplica(Duration.ofSeconds(3));
    /** Two WAITs of a frozen replica are longer than the deadline. */
    private static final RedisSettings DEADLINE_FIRST =
            SAFE.withDeadlines(Duration.ofSeconds(6), Duration.ofSeconds(40));

    private final Channel channel = new Channel("orders.42");
    private RedisServer primary;
    private RedisServer replica;

    @BeforeEach
    void start() {
        primary = RedisServer.start();
        replica = RedisServer.start("--replicaof", "127.0.0.1 " + primary.port());
        Pod.await(() -> String.valueOf(primary.call("INFO", "replication")).contains("state=online"));
    }

    @AfterEach
    void stop() {
        primary.close();
        replica.close();
    }

    @Test
    void whatIsAnsweredIsOnTheReplica() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            for (long i = 1; i <= 50; i++) {
                // When
                pod.append(channel, "1");
                // Then
                assertThat(replica.call("XLEN", "test:{orders.42}:log")).isEqualTo(i);
            }
        }
    }

    @Test
    void oneWaitServesAllThatWasSentTogether() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            primary.freeze();
            // When
            List<Pod.Waiting<Position>> replies = IntStream.range(0, 3_000)
                    .mapToObj(i -> pod.appending(channel, Integer.toString(i)))
                    .toList();
            primary.thaw();
            replies.forEach(Pod.Waiting::get);
            // Then
            assertThat(replies).allMatch(reply -> reply.get().failure() == null);
            assertThat(pod.log(channel)).hasSize(3_000);
            long waits = primary.calls("wait");
            System.out.println("acknowledge=replica: 3000 messages took " + waits + " WAITs");
            assertThat(waits).isBetween(2L, 300L);
        }
    }

    @Test
    void aFrozenReplicaLeavesAMessageUnknownAndTheLinkUp() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            // Given
            replica.freeze();
            // When
            Failure failure = pod.appending(channel, "1").get().failure();
            // Then
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(pod.log(channel)).containsExactly("1");
            assertThat(pod.reconnects).hasValue(0);
        } finally {
            replica.thaw();
        }
    }

    @Test
    void aKeyIsRepeatedUntilTheReplicaIsBack() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            // Given
            replica.freeze();
            Pod.Waiting<Position> reply = pod.appending(channel, "1", "key");
            // a WAIT has come to its end, and the message was sent a second time
            Pod.await(() -> primary.calls("evalsha") > 1);
            boolean early = reply.isAnswered();
            // When
            replica.thaw();
            // Then
            assertThat(early).isFalse();
            assertThat(reply.get().value()).isEqualTo(pod.position(channel));
            assertThat(pod.log(channel)).containsExactly("1");
            assertThat(pod.reconnects).hasValue(0);
        }
    }

    @Test
    void aKeyIsUnknownAtTheDeadline() {
        try (Pod pod = Pod.connected(primary.uri(), DEADLINE_FIRST)) {
            // Given
            replica.freeze();
            // When
            Failure failure = pod.appending(channel, "1", "key").get().failure();
            replica.thaw();
            // Then
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(pod.appending(channel, "1", "key").get().value()).isNotNull();
            assertThat(pod.log(channel)).containsExactly("1");
        }
    }

    @Test
    void aKnownKeyIsWrittenAgainSoThatThereIsSomethingToWaitFor() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE);
                Pod other = Pod.connected(primary.uri(), SAFE)) {
            // Given
            Position id = pod.appending(channel, "1", "key").get().value();
            long before = written();
            // When
            Position again = other.appending(channel, "1", "key").get().value();
            // Then
            assertThat(again).isEqualTo(id);
            assertThat(written()).isGreaterThan(before);
        }
    }

    /** Commands that replicas were sent, without those that keep the replication alive. */
    private long written() {
        String dirty = String.valueOf(primary.call("INFO", "persistence"));
        return Long.parseLong(dirty.replaceAll("(?s).*rdb_changes_since_last_save:(\\d+).*", "$1"));
    }

    @Test
    void aKnownKeyThatCannotBeWrittenIsUnknownAndNeverCalledNotAppended() {
        try (Pod pod = Pod.connected(primary.uri(), DEADLINE_FIRST)) {
            // Given
            pod.appending(channel, "1", "key").get();
            primary.call("CONFIG", "SET", "min-replicas-to-write", "2");
            // When
            Failure repeated = pod.appending(channel, "1", "key").get().failure();
            Failure fresh = pod.appending(channel, "2", "another").get().failure();
            // Then
            assertThat(repeated).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(fresh).isEqualTo(Failure.BACKBONE_AWAY);
        }
    }

    @Test
    void scriptsThatRedisForgotAreLoadedAgain() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            // Given
            primary.call("SCRIPT", "FLUSH");
            // When
            List<Pod.Waiting<Position>> replies = IntStream.range(0, 200)
                    .mapToObj(i -> pod.appending(channel, Integer.toString(i)))
                    .toList();
            // Then
            assertThat(replies).allMatch(reply -> reply.get().failure() == null);
            assertThat(pod.log(channel))
                    .isEqualTo(
                            IntStream.range(0, 200).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void aLinkThatEndsDuringAWaitLeavesMessagesUnknown() {
        try (Pod pod = Pod.connected(primary.uri(), SAFE)) {
            // Given
            replica.freeze();
            Pod.Waiting<Position> reply = pod.appending(channel, "1");
            Pod.await(() -> String.valueOf(primary.call("INFO", "clients")).contains("blocked_clients:1"));
            // When
            primary.call("CLIENT", "KILL", "TYPE", "normal");
            // Then
            assertThat(reply.get().failure()).isEqualTo(Failure.PUBLISH_UNKNOWN);
        } finally {
            replica.thaw();
        }
    }

    @Test
    void aUserThatMayNotWaitIsSaid() {
        // Given
        primary.call("ACL", "SETUSER", "hasty", "on", ">secret", "~*", "&*", "+@all", "-wait");
        // When
        try (Pod pod = new Pod("redis://hasty:secret@127.0.0.1:" + primary.port(), SAFE)) {
            // Then
            Pod.await(() -> pod.backbone.health().detail().contains("wait"));
        }
    }

    @Test
    void theCanaryIsMorePatient() {
        assertThatThrownBy(() -> RedisSettings.DEFAULTS.withReplica(Duration.ofSeconds(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
