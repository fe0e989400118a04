package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.redis.RedisProxy;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher is told, and what the log then holds: never one thing told and another done. */
class PublishOutcomeTest {
    /**
     * Patient for two seconds; the canary waits longer, so that a deadline is seen before the link is dropped. What is refused is tried
     * after 1.7 s and 2.3 s: at the deadline it is not on its way, for then it would be unknown.
     */
    private static final Duration DEADLINE = Duration.ofMillis(2_100);

    private static final RedisSettings DEADLINE_FIRST =
            RedisSettings.DEFAULTS.withDeadlines(DEADLINE, Duration.ofSeconds(40));

    private final Channel channel = new Channel("orders.42");
    private RedisServer redis;
    private RedisProxy proxy;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        proxy = new RedisProxy(redis);
    }

    @AfterEach
    void stop() {
        proxy.close();
        redis.close();
    }

    @Test
    void cutBeforeRedisSawItIsUnknownWithoutAKey() {
        try (Pod pod = Pod.connected(proxy.uri())) {
            // Given
            proxy.cut(RedisProxy.Cut.BEFORE_SCRIPT);
            // When
            Failure failure = pod.appending(channel, "1").get().failure();
            // Then
            assertThat(proxy.hasCut()).isTrue();
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(pod.log(channel)).isEmpty();
        }
    }

    @Test
    void cutAfterRedisDidItIsUnknownWithoutAKey() {
        try (Pod pod = Pod.connected(proxy.uri())) {
            // Given
            proxy.cut(RedisProxy.Cut.AFTER_SCRIPT);
            // When
            Failure failure = pod.appending(channel, "1").get().failure();
            // Then
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(pod.log(channel)).containsExactly("1");
        }
    }

    @Test
    void aKeyLetsThePodRepeatItWhicheverWayItWasCut() {
        try (Pod pod = Pod.connected(proxy.uri())) {
            // Given
            List<Position> ids = new ArrayList<>();
            // When
            proxy.cut(RedisProxy.Cut.BEFORE_SCRIPT);
            ids.add(pod.appending(channel, "1", "first").get().value());
            proxy.cut(RedisProxy.Cut.AFTER_SCRIPT);
            ids.add(pod.appending(channel, "2", "second").get().value());
            // Then
            assertThat(proxy.hasCut()).isTrue();
            assertThat(pod.log(channel)).containsExactly("1", "2");
            assertThat(pod.read(channel, 0, 10, 100).entries())
                    .extracting(io.tidings.model.Entry::id)
                    .isEqualTo(ids);
        }
    }

    @Test
    void aMessageThatCouldNotBeSentWaitsForTheLink() {
        try (Pod pod = Pod.connected(proxy.uri())) {
            // Given
            proxy.refuse(true);
            Pod.await(() -> !pod.backbone.health().connected());
            Pod.Waiting<Position> reply = pod.appending(channel, "1");
            // When
            proxy.refuse(false);
            // Then
            assertThat(reply.get().value()).isNotNull();
            assertThat(pod.log(channel)).containsExactly("1");
        }
    }

    @Test
    void aMessageThatCouldNotBeSentInTimeIsNotAppended() {
        try (Pod pod = Pod.connected(proxy.uri(), DEADLINE_FIRST)) {
            // Given
            proxy.refuse(true);
            Pod.await(() -> !pod.backbone.health().connected());
            // When
            Failure waited = pod.appending(channel, "1").get().failure();
            Quickest.assertUnder(1_000, () -> refusedAfter(pod));
            proxy.refuse(false);
            pod.awaitConnected();
            // Then
            assertThat(waited).isEqualTo(Failure.BACKBONE_AWAY);
            assertThat(pod.log(channel)).isEmpty();
        }
    }

    /** Milliseconds until a message is refused. */
    private long refusedAfter(Pod pod) {
        long start = System.nanoTime();
        Failure atOnce = pod.appending(channel, "2").get().failure();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        assertThat(atOnce).isEqualTo(Failure.BACKBONE_AWAY);
        return millis;
    }

    @Test
    void aServerThatIsKilledWithMessagesInFlightTellsNoLie() {
        try (RedisServer durable = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
                Pod pod = Pod.connected(durable.uri())) {
            // Given
            List<Pod.Waiting<Position>> replies = new ArrayList<>();
            // When
            for (int i = 0; i < 4_000; i++) {
                replies.add(pod.appending(channel, Integer.toString(i), i % 2 == 0 ? null : "key-" + i));
                if (i == 3_000) durable.restart();
            }
            replies.forEach(Pod.Waiting::get);
            // Then
            List<String> log = pod.log(channel);
            for (int i = 0; i < 4_000; i++) {
                Failure failure = replies.get(i).get().failure();
                if (failure == null) assertThat(log).contains(Integer.toString(i));
                else if (failure == Failure.BACKBONE_AWAY) assertThat(log).doesNotContain(Integer.toString(i));
                else assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            }
            assertThat(log).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPausedServerIsUnknownAtTheDeadlineAndMayStillAppend() {
        try (Pod pod = Pod.connected(redis.uri(), DEADLINE_FIRST)) {
            // Given
            redis.call("CLIENT", "PAUSE", "60000", "WRITE");
            // When
            Failure failure = pod.appending(channel, "1").get().failure();
            redis.call("CLIENT", "UNPAUSE");
            // Then
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            Pod.await(() -> pod.log(channel).equals(List.of("1")));
        }
    }

    @Test
    void whatNeverLeftThePodIsNotAppendedThoughTheServerThaws() {
        RedisSettings narrow = new RedisSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                Duration.ZERO,
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                10,
                1_000,
                1 << 20,
                1_000);
        try (Pod pod = Pod.connected(redis.uri(), narrow)) {
            // Given
            redis.freeze();
            List<Pod.Waiting<Position>> replies = IntStream.range(0, 500)
                    .mapToObj(i -> pod.appending(channel, Integer.toString(i)))
                    .toList();
            // When
            List<Failure> failures =
                    replies.stream().map(reply -> reply.get().failure()).toList();
            redis.thaw();
            Pod.await(() -> pod.appending(channel, "\"last\"", "key").get().value() != null);
            // Then
            List<String> log = pod.log(channel);
            List<String> unknown = IntStream.range(0, 500)
                    .filter(i -> failures.get(i) == Failure.PUBLISH_UNKNOWN)
                    .mapToObj(Integer::toString)
                    .toList();
            assertThat(unknown).hasSizeBetween(1, 10);
            assertThat(failures).containsOnly(Failure.PUBLISH_UNKNOWN, Failure.BACKBONE_AWAY);
            assertThat(log.subList(0, log.size() - 1)).isEqualTo(unknown);
        }
    }

    @Test
    void aServerWithoutMemoryRefusesAndTakesItOnceThereIsSome() {
        refusesUntil(
                () -> redis.call("CONFIG", "SET", "maxmemory", "1"),
                () -> redis.call("CONFIG", "SET", "maxmemory", "0"));
    }

    @Test
    void aServerWithoutEnoughReplicasRefusesAndTakesItOnceThereAre() {
        refusesUntil(
                () -> redis.call("CONFIG", "SET", "min-replicas-to-write", "1"),
                () -> redis.call("CONFIG", "SET", "min-replicas-to-write", "0"));
    }

    @Test
    void aServerThatBecameAReplicaIsLeftAndTakesItOnceItIsAPrimaryAgain() {
        // one that looks for the role seldom: who leaves while a message is on its way does not know what came of it
        try (Pod hasty = Pod.connected(redis.uri(), rarelyLooking());
                Pod pod = Pod.connected(redis.uri())) {
            // Given
            redis.call("REPLICAOF", "127.0.0.1", "1");
            // When
            Failure failure = hasty.appending(channel, "1").get().failure();
            Pod.await(() -> !pod.backbone.health().connected());
            redis.call("REPLICAOF", "NO", "ONE");
            pod.awaitConnected();
            pod.append(channel, "2");
            // Then
            assertThat(failure).isEqualTo(Failure.BACKBONE_AWAY);
            assertThat(pod.log(channel)).containsExactly("2");
        }
    }

    private static RedisSettings rarelyLooking() {
        RedisSettings patient = Pod.PATIENT;
        return new RedisSettings(
                DEADLINE,
                patient.setup(),
                Duration.ofSeconds(30),
                patient.canaryLimit(),
                patient.replicaPatience(),
                patient.positionLife(),
                patient.idempotencyLife(),
                patient.window(),
                patient.maxAppends(),
                patient.maxAppendBytes(),
                patient.maxReads());
    }

    private void refusesUntil(Runnable fault, Runnable mended) {
        try (Pod hasty = Pod.connected(redis.uri(), DEADLINE_FIRST);
                Pod pod = Pod.connected(redis.uri())) {
            // Given
            pod.position(channel);
            fault.run();
            // When
            Failure failure = hasty.appending(channel, "1").get().failure();
            Pod.Waiting<Position> repeated = pod.appending(channel, "2");
            mended.run();
            // Then
            assertThat(failure).isEqualTo(Failure.BACKBONE_AWAY);
            assertThat(repeated.get().value()).isNotNull();
            assertThat(pod.log(channel)).containsExactly("2");
            assertThat(hasty.reconnects).hasValue(0);
            assertThat(pod.reconnects).hasValue(0);
        }
    }

    @Test
    void scriptsThatRedisForgotAreLoadedAgainAndTheOrderStays() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            List<String> sent =
                    IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
            List<Pod.Waiting<Position>> replies = new ArrayList<>();
            // When
            for (String each : sent) {
                if (Integer.parseInt(each) % 1_000 == 500) redis.call("SCRIPT", "FLUSH");
                replies.add(pod.appending(channel, each));
            }
            replies.forEach(Pod.Waiting::get);
            // Then
            assertThat(replies).allMatch(reply -> reply.get().failure() == null);
            assertThat(replies)
                    .extracting(
                            reply -> Objects.requireNonNull(reply.get().value()).offset())
                    .isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
            assertThat(pod.reconnects).hasValue(0);
        }
    }

    @Test
    void tooManyMessagesAreOverloadAndItPasses() {
        RedisSettings small = Pod.PATIENT.withAppends(100, 1_000);
        try (Pod pod = Pod.connected(redis.uri(), small)) {
            // Given
            redis.freeze();
            List<Pod.Waiting<Position>> byCount = IntStream.range(0, 150)
                    .mapToObj(i -> pod.appending(channel, "1"))
                    .toList();
            // When
            List<Failure> refused = byCount.subList(100, 150).stream()
                    .map(reply -> reply.get().failure())
                    .toList();
            redis.thaw();
            byCount.subList(0, 100)
                    .forEach(reply -> assertThat(reply.get().failure()).isNull());
            Failure tooLarge = pod.appending(channel, "\"" + "x".repeat(1_000) + "\"")
                    .get()
                    .failure();
            // Then
            assertThat(refused).containsOnly(Failure.OVERLOADED);
            assertThat(tooLarge).isEqualTo(Failure.OVERLOADED);
            assertThat(pod.append(channel, "2").offset()).isEqualTo(101);
        }
    }

    @Test
    void anErrorOfUnknownMeaningIsNeverCalledNotAppended() {
        // Given: a user who may append but not publish, so the script fails after its writes
        redis.call("ACL", "SETUSER", "half", "on", ">secret", "~test:*", "&test:canary:*", "+@all");
        try (Pod pod = Pod.connected("redis://half:secret@127.0.0.1:" + redis.port())) {
            // When
            Failure failure = pod.appending(channel, "1").get().failure();
            Position known = pod.appending(channel, "2", "key").get().value();
            // Then
            assertThat(failure).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(pod.log(channel)).containsExactly("1", "2");
            assertThat(known).isNotNull();
        }
    }
}
