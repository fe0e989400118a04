package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.redis.RedisServer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a channel and a message take in Redis; prints the numbers of {@code docs/redis.md}. */
class RedisMemoryTest {
    private static final String MESSAGE =
            "{\"time\":\"2026-11-23T07:00:00.000Z\",\"data\":\"" + "x".repeat(148) + "\"}";

    @Test
    void aChannelAndAMessageTakeWhatTheDocumentationSays() {
        try (RedisServer redis = RedisServer.start();
                Pod pod = Pod.connected(redis.uri())) {
            // Given
            Channel channel = new Channel("orders.42");
            // When
            pod.append(channel, MESSAGE);
            long first = usage(redis, "test:{orders.42}:log");
            List<Pod.Waiting<?>> replies = IntStream.range(1, 1_000)
                    .<Pod.Waiting<?>>mapToObj(i -> pod.appending(channel, MESSAGE))
                    .toList();
            replies.forEach(Pod.Waiting::get);
            String slot = "s".repeat(43);
            pod.appending(channel, "{\"data\":1234567890123456789012345}", slot).get();
            long position = usage(redis, "test:{orders.42}:pos");
            long key = usage(redis, "test:{orders.42}:idem:" + slot);
            long each = (usage(redis, "test:{orders.42}:log") - first) / 999;
            // Then
            System.out.printf(
                    "%d B of JSON: position %d B, log with one message %d B, further messages %d B each, key %d B%n",
                    MESSAGE.length(), position, first, each, key);
            assertThat(position).isLessThan(150);
            assertThat(first).isLessThan(1_500);
            assertThat(each).isBetween((long) MESSAGE.length(), MESSAGE.length() + 100L);
            assertThat(key).isLessThan(250);
        }
    }

    private static long usage(RedisServer redis, String key) {
        return (Long) Objects.requireNonNull(redis.call("MEMORY", "USAGE", key));
    }
}
