package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The user in {@code docs/redis.md} has all the rights that are needed. */
class RedisRightsTest {
    private final Channel channel = new Channel("orders.42");

    @Test
    void theDocumentedRightsSuffice() throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            assertSuffice(redis, new RedisOptions());
        }
    }

    @Test
    void theDocumentedRightsSufficeInACluster() throws IOException {
        try (RedisCluster redis = RedisCluster.start(1, false)) {
            assertSuffice(redis.servers().get(0), new RedisOptions().setType(RedisClientType.CLUSTER));
        }
    }

    @Test
    void theDocumentedRightsSufficeToWaitForAReplica() throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            // Given
            redis.call(documentedUser().split(" "));
            // When
            RedisSettings safe = RedisSettings.DEFAULTS.withReplica(Duration.ofSeconds(1));
            Pod.connected("redis://tidings:secret@127.0.0.1:" + redis.port(), safe)
                    .close();
            // Then
            assertThat((List<?>) redis.call("ACL", "LOG")).isEmpty();
        }
    }

    private void assertSuffice(RedisServer redis, RedisOptions options) throws IOException {
        // Given
        redis.call(documentedUser().split(" "));
        options.setEndpoints(List.of("redis://tidings:secret@127.0.0.1:" + redis.port() + "/0"));
        // When
        try (Pod pod = new Pod(options, RedisSettings.DEFAULTS)) {
            pod.awaitConnected();
            pod.watch(channel, 1);
            pod.append(channel, "1");
            pod.appending(channel, "2", "key").get();
            pod.await("message orders.42 2");
            redis.call("DEL", "test:{orders.42}:pos");
            pod.position(channel);
            redis.call("EXPIRE", "test:{orders.42}:pos", "9");
            pod.position(channel);
            pod.backbone.unwatch(channel, 1);
            pod.await("unwatched orders.42 1");
            // Then
            assertThat(pod.log(channel)).containsExactly("1", "2");
            assertThat((Long) redis.call("TTL", "test:{orders.42}:pos")).isGreaterThan(9);
        }
        List<?> denied = (List<?>) redis.call("ACL", "LOG");
        assertThat(denied).isEmpty();
    }

    private static String documentedUser() throws IOException {
        return Files.readString(Path.of("docs/redis.md"))
                .lines()
                .filter(line -> line.startsWith("    ACL SETUSER"))
                .findFirst()
                .orElseThrow()
                .strip()
                .replace("tidings:*", "test:*");
    }
}
