package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract does not say: the layout in Redis, several pods, pages. */
class RedisBackboneTest {
    private static RedisServer redis;
    private Pod pod;
    private Pod other;
    private Channel channel;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        redis.call("FLUSHALL");
        pod = Pod.connected(redis.uri());
        other = Pod.connected(redis.uri());
        channel = new Channel("orders.42");
    }

    @AfterEach
    void stop() {
        pod.close();
        other.close();
    }

    @Test
    void twoPodsOverOneServerSeeOneTruth() {
        // Given
        pod.watch(channel, 1);
        other.watch(channel, 1);
        // When
        for (int i = 0; i < 200; i++) {
            pod.appending(channel, "{\"from\":1}");
            other.appending(channel, "{\"from\":2}");
        }
        Pod.await(() -> pod.entries.size() == 400 && other.entries.size() == 400);
        // Then
        assertThat(pod.entries).isEqualTo(other.entries);
        assertThat(pod.read(channel, 0, 1_000, 1 << 20).entries()).isEqualTo(pod.entries);
        assertChained(pod.entries);
        assertThat(pod.position(channel)).isEqualTo(other.position(channel));
    }

    @Test
    void theLayoutIsTheDocumentedOne() {
        // When
        long start = System.nanoTime();
        Position id = Objects.requireNonNull(
                pod.appending(channel, "{\"data\":1}", "slot").get().value());
        // Then
        assertThat(redis.call("GET", "test:{orders.42}:pos")).isEqualTo(id.toString());
        assertThat(redis.call("GET", "test:{orders.42}:idem:slot")).isEqualTo(id + " print-of-{\"data\":1}");
        assertThat(redis.call("XRANGE", "test:{orders.42}:log", "-", "+"))
                .asString()
                .matches("\\[\\[" + id + ", \\[p, 0-[0-9]+, m, \\{\"data\":1}]]]");
        assertLives("test:{orders.42}:log", Duration.ofHours(1), start);
        assertLives("test:{orders.42}:pos", Duration.ofDays(7), start);
        assertLives("test:{orders.42}:idem:slot", Duration.ofMinutes(5), start);
    }

    /** What is left of a key's life is all of it, but for the time that has passed since the start. */
    private static void assertLives(String key, Duration life, long start) {
        long left = (Long) Objects.requireNonNull(redis.call("PTTL", key));
        Duration passed = Duration.ofNanos(System.nanoTime() - start).plusSeconds(1);
        assertThat(left).isBetween(life.minus(passed).toMillis(), life.toMillis());
    }

    @Test
    void aPositionIsRenewedWhenHalfOfItsLifeIsOver() {
        // Given
        Position position = pod.position(channel);
        redis.call("EXPIRE", "test:{orders.42}:pos", "100");
        // When
        Position again = pod.position(channel);
        // Then
        assertThat(again).isEqualTo(position);
        assertThat((Long) redis.call("TTL", "test:{orders.42}:pos")).isGreaterThan(604_000L);
    }

    @Test
    void aLogThatLostItsPositionGivesItBack() {
        // Given
        Position id = pod.append(channel, "1");
        redis.call("DEL", "test:{orders.42}:pos");
        // When
        Position next = other.append(channel, "2");
        // Then
        assertThat(pod.read(channel, 0, 10, 1_000).entries())
                .extracting(Entry::prev)
                .endsWith(id);
        assertThat(next.offset()).isEqualTo(2);
    }

    @Test
    void aPageEndsBeforeABoundAndSaysSo() {
        // Given
        IntStream.range(0, 250).forEach(i -> pod.appending(channel, "\"" + "x".repeat(98) + "\""));
        pod.append(channel, "\"last\"");
        // When
        LogPage byCount = pod.read(channel, 1, 150, 1 << 20);
        LogPage byBytes = pod.read(channel, 1, 1_000, 12_345);
        LogPage one = pod.read(channel, 7, 1_000, 1);
        LogPage all = pod.read(channel, 1, 251, 1 << 20);
        LogPage none = pod.read(channel, 252, 10, 10);
        // Then
        assertThat(byCount.entries()).hasSize(150);
        assertThat(byCount.more()).isTrue();
        assertThat(byBytes.entries()).hasSize(123);
        assertThat(byBytes.more()).isTrue();
        assertThat(one.entries()).extracting(entry -> entry.id().offset()).containsExactly(7L);
        assertThat(all.entries()).hasSize(251);
        assertThat(all.more()).isFalse();
        assertThat(all.head()).isEqualTo(all.entries().get(250).id());
        assertThat(none.entries()).isEmpty();
        assertThat(none.more()).isFalse();
        assertChained(all.entries());
    }

    @Test
    void offsetsBeyondTheDigitsOfALuaNumberStayExact() {
        // Given
        redis.call("SET", "test:{orders.42}:pos", "9007199254740000-281474976710655");
        // When
        Position next = pod.append(channel, "1");
        // Then
        assertThat(next.offset()).isEqualTo(9_007_199_254_740_001L);
    }

    @Test
    void aFlushedRedisShowsAnotherPosition() {
        // Given
        Position before = pod.append(channel, "1");
        redis.call("FLUSHALL");
        // When
        Position after = pod.position(channel);
        // Then
        assertThat(after).isNotEqualTo(before);
        assertThat(after.offset()).isZero();
    }

    @Test
    void foreignMessagesAreIgnored() {
        // Given
        pod.watch(channel, 1);
        for (String foreign : List.of("", "hello", "1-2", "1-2 3", "1-0 0-1 x", "-1 0-1 x", "1-2 0-1 1 xy"))
            redis.call("PUBLISH", "test:{orders.42}", foreign);
        // When
        pod.append(channel, "\"ours\"");
        pod.await("message orders.42 \"ours\"");
        // Then
        assertThat(pod.entries).hasSize(1);
        assertThat(pod.reconnects).hasValue(0);
    }

    @Test
    void aForeignLogFailsTheReadAndNotTheLink() {
        // Given
        redis.call("XADD", "test:{orders.42}:log", "5-5", "other", "field");
        // When
        Pod.Waiting<LogPage> reply = pod.reading(channel, 0, 10, 10);
        // Then
        assertThat(reply.get().failure()).isEqualTo(Failure.BACKBONE_AWAY);
        assertThat(pod.backbone.health().connected()).isTrue();
    }

    private static void assertChained(List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++)
            assertThat(entries.get(i).prev()).isEqualTo(entries.get(i - 1).id());
    }
}
