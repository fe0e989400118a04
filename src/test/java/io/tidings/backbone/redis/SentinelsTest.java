package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.log.LoggedLines;
import io.tidings.model.Channel;
import io.tidings.redis.RedisProxy;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a pod finds the primary through sentinels, whatever some of them say. */
class SentinelsTest {
    private final Channel channel = new Channel("news");
    private final List<RedisServer> servers = new ArrayList<>();
    private RedisServer primary;

    @BeforeEach
    void start() {
        primary = server();
    }

    @AfterEach
    void stop() {
        servers.forEach(RedisServer::close);
    }

    private RedisServer server(String... options) {
        servers.add(RedisServer.start(options));
        return servers.get(servers.size() - 1);
    }

    private RedisServer sentinel(RedisServer watched, String... more) {
        servers.add(RedisSentinels.sentinel(watched, more));
        return servers.get(servers.size() - 1);
    }

    /** Connects, publishes, and takes the pod's own word for where it is. */
    private void assertServes(RedisOptions options) {
        try (Pod pod = new Pod(options, Pod.PATIENT)) {
            pod.awaitConnected();
            pod.watch(channel, 1);
            pod.append(channel, "1");
            pod.await("message news 1");
            assertThat(pod.backbone.health().detail()).contains("127.0.0.1:" + primary.port());
        }
    }

    @Test
    void theSentinelsThatAnswerSuffice() {
        RedisServer dead = RedisServer.absent();
        RedisServer frozen = sentinel(primary);
        frozen.freeze();
        assertServes(Pod.sentinels(
                List.of(dead.uri(), frozen.uri(), sentinel(primary).uri())));
        dead.close();
    }

    @Test
    void aSentinelThatKnowsNoSuchMasterIsSaid() {
        // Given
        RedisOptions options = Pod.sentinels(List.of(sentinel(primary).uri()));
        // When
        try (Pod pod = new Pod(options.setMasterName("another"), RedisSettings.DEFAULTS)) {
            // Then
            Pod.await(() -> pod.backbone.health().detail().contains("No such master"));
            assertThat(pod.backbone.awaited()).isPresent();
        }
    }

    @Test
    void aBrokenConnectionToASentinelIsNoErrorOfOurs() {
        Logger logger = Logger.getLogger("io.vertx.redis.client.impl.RedisConnectionManager");
        Level usual = logger.getLevel();
        logger.setLevel(Level.SEVERE);
        RedisProxy road = new RedisProxy(sentinel(primary));
        try (LoggedLines errors = new LoggedLines(logger.getName());
                road;
                Pod pod = new Pod(Pod.sentinels(List.of(road.uri())), RedisSettings.DEFAULTS)) {
            // Given
            pod.awaitConnected();
            int before = road.connections();
            // When
            road.reset();
            // Then
            Pod.await(() -> road.connections() > before);
            assertThat(errors.lines()).isEmpty();
        } finally {
            logger.setLevel(usual);
        }
    }

    @Test
    void sentinelsThatNobodyCanReachAreSaid() {
        try (RedisServer absent = RedisServer.absent();
                Pod pod = new Pod(Pod.sentinels(List.of(absent.uri())), RedisSettings.DEFAULTS)) {
            Pod.await(() -> pod.backbone.health().detail().contains("refused"));
        }
    }

    @Test
    void theMostOfThemAreBelieved() {
        RedisServer replica = server("--replicaof", "127.0.0.1 " + primary.port());
        List<String> uris = new ArrayList<>(List.of(
                sentinel(primary).uri(),
                sentinel(replica).uri(),
                sentinel(primary).uri()));
        assertServes(Pod.sentinels(uris));
        Collections.reverse(uris);
        assertServes(Pod.sentinels(uris));
    }

    @Test
    void theLatestFailOverCountsMoreThanTheMostWords() {
        RedisServer before = server();
        List<String> uris = new ArrayList<>(List.of(
                sentinel(before).uri(),
                sentinel(primary, "sentinel config-epoch " + RedisSentinels.MASTER_NAME + " 7")
                        .uri(),
                sentinel(before).uri()));
        assertServes(Pod.sentinels(uris));
    }

    @Test
    void aSentinelThatMissedTheLatestFailOverDoesNotTakeThePodBack() {
        // Given
        RedisServer before = server();
        RedisServer behind = sentinel(before);
        RedisServer knowing = sentinel(primary, "sentinel config-epoch " + RedisSentinels.MASTER_NAME + " 7");
        RedisOptions options = Pod.sentinels(List.of(behind.uri(), knowing.uri()));
        try (Pod pod = new Pod(options, Pod.PATIENT)) {
            // a sentinel that is held up for half a second is not waited for: at first the one behind may be alone
            Callable<Boolean> atPrimary =
                    () -> pod.backbone.health().detail().equals("Redis 127.0.0.1:" + primary.port() + " is connected");
            Pod.await(atPrimary);
            // When
            knowing.kill();
            // Then
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .during(Duration.ofSeconds(3))
                    .until(atPrimary);
        }
    }

    @Test
    void aPrimaryThatComesBackIsBelievedOnlyWhenTheSentinelsStillNameIt() {
        // Given
        RedisServer successor = server();
        RedisServer sentinel = sentinel(primary);
        try (RedisProxy road = new RedisProxy(sentinel);
                Pod pod = new Pod(Pod.sentinels(List.of(road.uri())), RedisSettings.DEFAULTS)) {
            pod.awaitConnected();
            road.hold(true);
            primary.kill();
            sentinel.call("SENTINEL", "REMOVE", RedisSentinels.MASTER_NAME);
            String port = Integer.toString(successor.port());
            sentinel.call("SENTINEL", "MONITOR", RedisSentinels.MASTER_NAME, "127.0.0.1", port, "2");
            // When
            primary.run();
            Pod.await(() -> primary.calls("role") > 0);
            road.hold(false);
            // Then
            Pod.await(() -> pod.backbone.health().detail().equals("Redis 127.0.0.1:" + port + " is connected"));
            assertThat(primary.calls("publish")).isZero();
        }
    }

    @Test
    void aPrimaryThatComesBackIsBelievedWhenNoSentinelAnswers() {
        // Given
        RedisServer sentinel = sentinel(primary);
        try (Pod pod = new Pod(Pod.sentinels(List.of(sentinel.uri())), Pod.PATIENT)) {
            pod.awaitConnected();
            sentinel.kill();
            // When
            primary.restart();
            // Then
            Pod.await(() -> pod.reconnects.get() == 1);
            assertThat(pod.append(channel, "1")).isNotNull();
        }
    }

    @Test
    void ofTwoWordsTheOneIsTriedAndThenTheOther() {
        RedisServer replica = server("--replicaof", "127.0.0.1 " + primary.port());
        List<String> uris = new ArrayList<>(
                List.of(sentinel(primary).uri(), sentinel(replica).uri()));
        assertServes(Pod.sentinels(uris));
        Collections.reverse(uris);
        assertServes(Pod.sentinels(uris));
    }

    @Test
    void aSentinelWithoutAPasswordIsAskedWithoutTheOneOfItsMaster() {
        // Given
        primary.call("ACL", "SETUSER", "tidings", "on", ">secret", "~*", "&*", "+@all");
        String uri = "redis://tidings:secret@127.0.0.1:" + sentinel(primary).port() + "/0";
        // Then
        assertServes(Pod.sentinels(List.of(uri)));
        assertThat(primary.call("ACL", "LOG")).isEqualTo(List.of());
    }

    @Test
    void aSentinelMayHaveAPasswordOfItsOwn() {
        // Given
        primary.call("ACL", "SETUSER", "tidings", "on", ">secret", "~*", "&*", "+@all");
        RedisServer sentinel = sentinel(primary, "requirepass sesame:open");
        RedisOptions options = Pod.sentinels(List.of("redis://tidings:secret@127.0.0.1:" + sentinel.port()));
        // Then
        assertServes(options.setPassword("sesame:open"));
        assertThat(primary.call("ACL", "LOG")).isEqualTo(List.of());
    }

    @Test
    void sentinelAndMasterMayShareAPassword() {
        // Given
        RedisServer sentinel = sentinel(
                primary, "requirepass shared+1", "sentinel auth-pass " + RedisSentinels.MASTER_NAME + " shared+1");
        RedisOptions options = Pod.sentinels(List.of(sentinel.uri())).setPassword("shared+1");
        primary.call("ACL", "SETUSER", "default", ">shared+1");
        // Then
        assertServes(options);
    }
}
