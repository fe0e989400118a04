package io.tidings.backbone.redis;

import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import org.junit.jupiter.api.Test;

/** What the servers of a cluster call themselves may be of no use; that is said, and looked at again. */
class ClusterNamesTest {
    @Test
    void aNameThatNoUriCanHoldIsSaidAndTheClusterFoundOnceItIsMended() {
        try (RedisCluster redis = RedisCluster.start(3, false)) {
            // Given
            for (RedisServer server : redis.servers()) {
                server.call("CONFIG", "SET", "cluster-announce-hostname", "redis.1");
                server.call("CONFIG", "SET", "cluster-preferred-endpoint-type", "hostname");
            }
            try (Pod pod = new Pod(Pod.cluster(redis.uris()), RedisSettings.DEFAULTS)) {
                Pod.await(() -> pod.backbone.health().detail().contains("calls itself \"redis.1\""));
                // When
                for (RedisServer server : redis.servers())
                    server.call("CONFIG", "SET", "cluster-preferred-endpoint-type", "ip");
                // Then
                pod.awaitConnected();
            }
        }
    }
}
