package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Finding;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers say of themselves. */
class ServerFactsTest {
    private static List<String> found(RedisServer redis, RedisOptions options) {
        options.setEndpoints(List.of(redis.uri()));
        try (Pod pod = new Pod(options, RedisSettings.DEFAULTS)) {
            pod.awaitConnected();
            return pod.backbone.findings().stream().map(Finding::what).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void allThatShouldBeOtherwiseIsKnownAsSoonAsAServerIsConnected(ProtocolVersion protocol) {
        try (RedisServer redis = RedisServer.start("--maxmemory-policy", "allkeys-lru", "--timeout", "300")) {
            // When
            List<String> found = found(redis, new RedisOptions().setPreferredProtocolVersion(protocol));
            // Then
            String of = " of Redis 127.0.0.1:" + redis.port();
            assertThat(found)
                    .containsExactly(
                            "maxmemory" + of,
                            "maxmemory-policy" + of,
                            "appendonly" + of,
                            "client-output-buffer-limit pubsub" + of,
                            "timeout" + of);
        }
    }

    @Test
    void aServerThatIsSetAsTheDocumentsSayIsFoundWell() {
        try (RedisServer redis = RedisServer.start(
                "--maxmemory", "100mb", "--appendonly", "yes", "--client-output-buffer-limit", "pubsub 64mb 32mb 60")) {
            assertThat(found(redis, new RedisOptions())).isEmpty();
        }
    }

    @Test
    void aServerThatRefusesToTellIsConnectedAllTheSame() {
        try (RedisServer redis = RedisServer.start("--rename-command", "CONFIG", "", "--rename-command", "INFO", "")) {
            assertThat(found(redis, new RedisOptions())).isEmpty();
        }
    }
}
