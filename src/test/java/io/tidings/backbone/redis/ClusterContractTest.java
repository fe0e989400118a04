package io.tidings.backbone.redis;

import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every promise of the port, on a cluster. */
class ClusterContractTest extends RedisContract {
    private static RedisCluster redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisCluster.start(3, false).steady();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    RedisOptions options() {
        return Pod.cluster(redis.uris());
    }

    @Override
    List<RedisServer> primaries() {
        return redis.servers();
    }
}
