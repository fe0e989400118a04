package io.tidings.backbone.redis;

import io.tidings.redis.RedisServer;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every promise of the port, on one Redis. */
class RedisBackboneContractTest extends RedisContract {
    private static RedisServer redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    RedisOptions options() {
        return new RedisOptions().setConnectionString(redis.uri());
    }

    @Override
    List<RedisServer> primaries() {
        return List.of(redis);
    }
}
