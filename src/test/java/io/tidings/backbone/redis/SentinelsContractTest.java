package io.tidings.backbone.redis;

import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every promise of the port, on the primary that sentinels name. */
class SentinelsContractTest extends RedisContract {
    private static RedisSentinels redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisSentinels.start(1).steady();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    RedisOptions options() {
        return Pod.sentinels(redis.uris());
    }

    @Override
    List<RedisServer> primaries() {
        return List.of(redis.primary());
    }
}
