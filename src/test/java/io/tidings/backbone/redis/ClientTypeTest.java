package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client type of the configuration says how the owners of channels are found, and one that says nothing of that is refused. */
class ClientTypeTest {
    @ParameterizedTest
    @CsvSource({
        "STANDALONE, Redis 127.0.0.1:%d is away",
        "SENTINEL, the sentinels name no master",
        "CLUSTER, no node tells of the cluster"
    })
    void eachTypeAsksInItsOwnWay(RedisClientType type, String waits) {
        try (RedisServer absent = RedisServer.absent();
                Pod pod = new Pod(options(type, absent.uri()), RedisSettings.DEFAULTS)) {
            Pod.await(() -> pod.backbone.health().detail().startsWith(waits.formatted(absent.port())));
        }
    }

    @Test
    void aPrimaryThatTheClientWouldFindByItsReplicasIsRefused() {
        assertThatThrownBy(() ->
                        new Pod(options(RedisClientType.REPLICATION, "redis://127.0.0.1:6379"), RedisSettings.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quarkus.redis.client-type=replication is not known to the backbone;"
                        + " it takes standalone, sentinel and cluster");
    }

    @ParameterizedTest
    @CsvSource({"STANDALONE", "SENTINEL", "CLUSTER"})
    void anAddressThatIsNoneIsRefusedAndNotQuoted(RedisClientType type) {
        assertRefusedUnquoted(type, "redis://me:secret@no host");
    }

    @ParameterizedTest
    @CsvSource({"STANDALONE", "SENTINEL", "CLUSTER"})
    void anAddressOfAnotherSchemeIsRefusedAndNotQuoted(RedisClientType type) {
        assertRefusedUnquoted(type, "https://me:secret@127.0.0.1:6379");
    }

    private static void assertRefusedUnquoted(RedisClientType type, String address) {
        assertThatThrownBy(() -> new Pod(options(type, address), RedisSettings.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus.redis.hosts")
                .satisfies(refused -> assertThat(refused).hasNoCause())
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }

    private static RedisOptions options(RedisClientType type, String address) {
        return new RedisOptions().setType(type).setConnectionString(address);
    }
}
