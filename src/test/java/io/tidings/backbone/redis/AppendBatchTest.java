package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Messages of one channel that leave in one call of the script, each with an answer of its own. */
class AppendBatchTest {
    /** What is refused is tried after 3.8 s and 4.4 s: at the deadline it is not on its way, for then it would be unknown. */
    private static final RedisSettings DEADLINE_FIRST =
            RedisSettings.DEFAULTS.withDeadlines(Duration.ofMillis(4_200), Duration.ofSeconds(40));

    private final Channel channel = new Channel("orders.42");

    @AutoClose
    private final RedisServer redis = RedisServer.start();

    @Test
    void whatGathersForAChannelIsAppendedAndToldInFewCallsAndInOrder() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            pod.watch(channel, 1);
            List<String> sent =
                    IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
            redis.freeze();
            // When
            List<Pod.Waiting<Position>> replies =
                    sent.stream().map(each -> pod.appending(channel, each)).toList();
            redis.thaw();
            List<Position> ids =
                    replies.stream().map(reply -> reply.get().value()).toList();
            // Then
            Pod.await(() -> pod.entries.size() == 3_000);
            assertThat(pod.entries)
                    .extracting(entry -> entry.message().toString())
                    .isEqualTo(sent);
            assertThat(pod.entries).extracting(Entry::id).isEqualTo(ids);
            for (int i = 1; i < ids.size(); i++)
                assertThat(pod.entries.get(i).prev()).isEqualTo(ids.get(i - 1));
            assertThat(pod.read(channel, 0, 10_000, 1 << 20).entries()).isEqualTo(pod.entries);
            assertThat(redis.calls("evalsha")).isBetween(3_000 / 64L, 1_000L);
            assertThat(redis.calls("publish") - redis.calls("evalsha")).isLessThan(1_000);
        }
    }

    @Test
    void messagesOfOtherChannelsGatherForThemselves() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // When
            List<Pod.Waiting<Position>> replies = IntStream.range(0, 1_000)
                    .mapToObj(i -> pod.appending(new Channel("orders." + i % 10), Integer.toString(i)))
                    .toList();
            replies.forEach(Pod.Waiting::get);
            // Then
            for (int i = 0; i < 10; i++) {
                int first = i;
                assertThat(pod.log(new Channel("orders." + i)))
                        .isEqualTo(IntStream.range(0, 100)
                                .mapToObj(each -> Integer.toString(10 * each + first))
                                .toList());
            }
        }
    }

    @Test
    void largeMessagesShareACallOnlyWhileItIsSmall() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // Given
            pod.position(channel);
            long before = redis.calls("evalsha");
            List<String> large = IntStream.range(0, 20)
                    .mapToObj(i -> "\"" + i + "x".repeat(i % 2 == 0 ? 40_000 : 100_000) + "\"")
                    .toList();
            // When
            List<Pod.Waiting<Position>> replies =
                    large.stream().map(each -> pod.appending(channel, each)).toList();
            replies.forEach(Pod.Waiting::get);
            // Then
            assertThat(pod.log(channel)).isEqualTo(large);
            assertThat(redis.calls("evalsha") - before).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void aKeyThatComesTwiceAtOnceIsOneMessage() {
        try (Pod pod = Pod.connected(redis.uri())) {
            // When
            List<Pod.Waiting<Position>> replies = Stream.of("1", "1", "2", "1")
                    .map(each -> pod.appending(channel, each, "key"))
                    .toList();
            Pod.Waiting<Position> without = pod.appending(channel, "1");
            // Then
            Position first = replies.get(0).get().value();
            assertThat(first).isNotNull();
            assertThat(replies.get(1).get().value()).isEqualTo(first);
            assertThat(replies.get(2).get().failure()).isEqualTo(Failure.KEY_REUSED);
            assertThat(replies.get(3).get().value()).isEqualTo(first);
            assertThat(without.get().value()).isNotEqualTo(first);
            assertThat(pod.log(channel)).containsExactly("1", "1");
        }
    }

    @Test
    void whatIsKnownIsAnsweredThoughTheOthersOfItsCallAreRefused() {
        try (Pod pod = Pod.connected(redis.uri(), DEADLINE_FIRST)) {
            // Given
            Position known = pod.appending(channel, "1", "key").get().value();
            redis.call("CONFIG", "SET", "maxmemory", "1");
            redis.freeze();
            List<Pod.Waiting<Position>> replies = new ArrayList<>();
            replies.add(pod.appending(channel, "2"));
            replies.add(pod.appending(channel, "3"));
            replies.add(pod.appending(channel, "1", "key"));
            replies.add(pod.appending(channel, "4", "other"));
            // When
            redis.thaw();
            // Then
            assertThat(replies.get(2).get().value()).isEqualTo(known);
            for (int refused : List.of(0, 1, 3))
                assertThat(replies.get(refused).get().failure()).isEqualTo(Failure.BACKBONE_AWAY);
            assertThat(pod.log(channel)).containsExactly("1");
        }
    }

    @Test
    void aMessageWhoseDeadlineIsOverLeavesTheOthersOfItsBatch() {
        try (Pod pod = Pod.connected(redis.uri(), DEADLINE_FIRST)) {
            // Given
            redis.freeze();
            Pod.Waiting<Position> sent = pod.appending(channel, "1");
            Pod.Waiting<Position> early = pod.appending(channel, "2");
            long asked = System.nanoTime();
            Pod.await(() -> System.nanoTime() - asked > Duration.ofSeconds(3).toNanos());
            Pod.Waiting<Position> late = pod.appending(channel, "3");
            // When
            Failure unknown = sent.get().failure();
            Failure failure = early.get().failure();
            redis.thaw();
            Position appended = late.get().value();
            // Then
            assertThat(unknown).isEqualTo(Failure.PUBLISH_UNKNOWN);
            assertThat(failure).isIn(Failure.BACKBONE_AWAY, Failure.PUBLISH_UNKNOWN);
            assertThat(appended).isNotNull();
            assertThat(pod.log(channel)).doesNotHaveDuplicates().startsWith("1").endsWith("3");
            assertThat(pod.log(channel).contains("2")).isEqualTo(failure == Failure.PUBLISH_UNKNOWN);
        }
    }
}
