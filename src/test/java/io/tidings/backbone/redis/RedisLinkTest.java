package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pod is told when its link to Redis ends, however it ends, and how soon it is back. */
class RedisLinkTest {
    private final Channel channel = new Channel("news");
    private RedisServer redis;
    private Pod pod;
    /** The generation of the last watch, where a test watches again and again. */
    private long watches;

    @BeforeEach
    void connect() {
        redis = RedisServer.start("--appendonly", "yes");
        pod = Pod.connected(redis.uri(), RedisSettings.DEFAULTS);
    }

    @AfterEach
    void stop() {
        pod.close();
        redis.close();
    }

    @Test
    void aKilledSubscriptionIsLostAndCanBeWatchedAgain() {
        Quickest.assertUnder(1_000, () -> backAfter(() -> redis.call("CLIENT", "KILL", "TYPE", "pubsub")));
    }

    @Test
    void aKilledCommandConnectionTakesTheSubscriptionAlong() {
        Quickest.assertUnder(1_000, () -> backAfter(() -> redis.call("CLIENT", "KILL", "TYPE", "normal")));
    }

    @Test
    void aKilledServerIsLostAndFoundAgain() {
        // Given
        Position before = pod.append(channel, "\"before\"");
        // When
        Quickest.assertUnder(3_000, () -> backAfter(redis::restart));
        // Then
        assertThat(pod.read(channel, 1, 1, 1).entries())
                .extracting(io.tidings.model.Entry::id)
                .containsExactly(before);
    }

    /** Watches, breaks the link, watches again as soon as it may; milliseconds from the break to the confirmation. */
    private long backAfter(Runnable fault) {
        int before = pod.reconnects.get();
        pod.watch(channel, ++watches);
        pod.told.clear();
        long start = System.nanoTime();
        fault.run();
        pod.awaitLinkUp();
        long lost = watches;
        pod.watch(channel, ++watches);
        long millis = millisSince(start);
        System.out.println("watched again after " + millis + " ms");
        // the lane that does not own the channel may be told sooner
        assertThat(pod.told)
                .filteredOn(event -> !event.equals("linkUp"))
                .first()
                .isEqualTo("lost news " + lost);
        assertThat(pod.told).containsSubsequence("lost news " + lost, "linkUp");
        pod.append(channel, "\"after\"");
        pod.await("message news \"after\"");
        assertThat(pod.reconnects).hasValue(before + 1);
        return millis;
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    void aFrozenServerIsNoticedBeforeFourSeconds() {
        Quickest.assertUnder(4_000, this::noticedFrozen);
    }

    /** Freezes the server, and thaws it as soon as that is noticed; milliseconds until then. */
    private long noticedFrozen() {
        // Given
        pod.watch(channel, ++watches);
        pod.told.clear();
        long start = System.nanoTime();
        // When
        redis.freeze();
        pod.await("lost news " + watches);
        long noticed = millisSince(start);
        pod.backbone.watch(channel, ++watches);
        pod.await("watchFailed news " + watches);
        redis.thaw();
        pod.awaitLinkUp();
        pod.awaitConnected();
        pod.watch(channel, ++watches);
        // Then
        assertThat(noticed).isGreaterThanOrEqualTo(2_500);
        assertThat(pod.backbone.health().ready()).isTrue();
        return noticed;
    }

    @Test
    void aDemotedServerIsNoticedThoughItsConnectionsStay() {
        Quickest.assertUnder(4_000, this::noticedDemoted);
    }

    /** Makes the server a replica until that is noticed; milliseconds until then. */
    private long noticedDemoted() {
        // Given
        pod.watch(channel, ++watches);
        long start = System.nanoTime();
        // When
        redis.call("REPLICAOF", "127.0.0.1", Integer.toString(RedisServer.freePort()));
        pod.await("lost news " + watches);
        long noticed = millisSince(start);
        // Then
        System.out.println("demoted server noticed after " + noticed + " ms");
        Pod.await(() -> pod.backbone.health().detail().contains("replica"));
        redis.call("REPLICAOF", "NO", "ONE");
        pod.awaitConnected();
        return noticed;
    }

    @Test
    void aServerThatIsAbsentAtTheStartIsFoundWhenItAppears() {
        try (RedisServer late = RedisServer.absent();
                Pod early = new Pod(late.uri(), Pod.PATIENT)) {
            // Given
            early.backbone.watch(channel, 1);
            early.await("watchFailed news 1");
            Pod.await(() -> early.backbone.health().detail().contains("refused"));
            BackboneHealth before = early.backbone.health();
            // When
            late.run();
            early.await("linkUp");
            early.watch(channel, 2);
            early.append(channel, "1");
            early.await("message news 1");
            // Then
            assertThat(before.ready()).isFalse();
            assertThat(before.detail()).contains("127.0.0.1:" + late.port());
            assertThat(early.backbone.health().ready()).isTrue();
            assertThat(early.reconnects).hasValue(0);
        }
    }

    @Test
    void aReplicaIsNoNodeToSpeakTo() {
        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + redis.port());
                Pod wrong = new Pod(replica.uri(), RedisSettings.DEFAULTS)) {
            // When
            Pod.await(() -> wrong.backbone.health().detail().contains("replica"));
            redis.close();
            replica.call("REPLICAOF", "NO", "ONE");
            // Then
            wrong.awaitConnected();
        }
    }

    @Test
    void aWatchThatRedisRefusesFailsAndTheLinkStays() {
        // Given
        redis.call("ACL", "SETUSER", "some", "on", ">secret", "~test:*", "&test:canary:*", "&test:{good}", "+@all");
        try (Pod some = Pod.connected("redis://some:secret@127.0.0.1:" + redis.port())) {
            // When
            some.backbone.watch(new Channel("bad"), 1);
            some.await("watchFailed bad 1");
            some.watch(new Channel("good"), 1);
            some.append(new Channel("good"), "1");
            some.await("message good 1");
            // Then
            assertThat(some.reconnects).hasValue(0);
        }
    }

    @Test
    void aWrongPasswordIsNamedAndNotTold() {
        // Given
        redis.call("CONFIG", "SET", "requirepass", "right");
        // When
        try (Pod wrong = new Pod("redis://:wr0ng@127.0.0.1:" + redis.port(), RedisSettings.DEFAULTS)) {
            Pod.await(() -> wrong.backbone.health().detail().contains("WRONGPASS"));
            // Then
            assertThat(wrong.backbone.health().detail()).doesNotContain("wr0ng");
        }
    }

    @Test
    void nothingIsToldOfAGenerationAfterItWasLost() {
        // Given
        List<Channel> channels =
                IntStream.range(0, 1_200).mapToObj(i -> new Channel("c." + i)).toList();
        channels.forEach(each -> pod.backbone.watch(each, 1));
        Pod.await(() ->
                pod.told.stream().filter(event -> event.startsWith("watched")).count() == 1_200);
        pod.told.clear();
        channels.forEach(each -> pod.appending(each, "1"));
        // When
        redis.call("CLIENT", "KILL", "TYPE", "pubsub");
        pod.awaitLinkUp();
        channels.forEach(each -> pod.append(each, "2"));
        pod.watch(channel, 1);
        // Then
        List<String> told = new ArrayList<>(pod.told);
        for (Channel each : channels) {
            List<String> of = told.stream()
                    .filter(event -> (event + " ").contains(" " + each + " "))
                    .toList();
            assertThat(of).endsWith("lost " + each + " 1").doesNotHaveDuplicates();
        }
    }

    @Test
    void anUnwatchThatTheFaultOvertakesIsToldLost() {
        // Given
        pod.watch(channel, 1);
        pod.told.clear();
        redis.freeze();
        // When
        pod.backbone.unwatch(channel, 1);
        pod.await("lost news 1");
        redis.thaw();
        // Then
        pod.awaitLinkUp();
        assertThat(pod.told).doesNotContain("unwatched news 1");
    }

    @Test
    void everyGenerationEndsOnceHoweverSoonTheNextIsAskedFor() {
        // When
        for (int generation = 1; generation <= 50; generation++) {
            pod.backbone.watch(channel, generation);
            pod.backbone.unwatch(channel, generation);
        }
        pod.await("unwatched news 50");
        // Then
        for (int generation = 1; generation <= 50; generation++) {
            String suffix = " news " + generation;
            List<String> told =
                    pod.told.stream().filter(event -> event.endsWith(suffix)).toList();
            assertThat(told).last().isIn("unwatched" + suffix, "lost" + suffix);
            assertThat(told).filteredOn(event -> !event.startsWith("watched")).hasSize(1);
        }
        assertThat(redis.call("PUBSUB", "NUMSUB", "test:{news}")).isEqualTo(List.of("test:{news}", 0L));
    }

    @Test
    void aStoppedBackboneAnswersAllThatWaitsAndTellsNothing() {
        // Given
        pod.watch(channel, 1);
        redis.freeze();
        List<Pod.Waiting<Position>> replies = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) replies.add(i % 2 == 0 ? pod.appending(channel, "1") : pod.asking(channel));
        int told = pod.told.size();
        // When
        pod.backbone.stop();
        replies.add(pod.appending(channel, "2"));
        replies.add(pod.asking(channel));
        replies.forEach(Pod.Waiting::get);
        redis.thaw();
        // Then
        assertThat(replies).allMatch(reply -> reply.answers() == 1);
        assertThat(pod.told).hasSize(told);
    }
}
