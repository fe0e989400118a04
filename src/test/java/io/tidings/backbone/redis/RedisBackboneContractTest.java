package io.tidings.backbone.redis;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.BackboneContract;
import io.tidings.core.port.BackboneProbe;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Telemetry;
import io.tidings.redis.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every promise of the port, on a real Redis. */
class RedisBackboneContractTest extends BackboneContract {
    /** Redis trims a stream by whole nodes of 100 entries. */
    private static final int STREAM_NODE = 100;

    private static RedisServer redis;
    private static Vertx vertx;

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        vertx.close();
    }

    @Override
    protected Backbone start(Lanes lanes, List<Backbone.Events> events) {
        RedisOptions options = new RedisOptions().setConnectionString(redis.uri());
        RedisBackbone backbone = new RedisBackbone(vertx, options, "contract", Telemetry.NONE, RedisSettings.DEFAULTS);
        backbone.start(lanes, events);
        BackboneProbe.soon().until(() -> backbone.health().connected());
        return backbone;
    }

    @Override
    protected boolean sharesStore() {
        return true;
    }

    @Override
    public boolean cutSubscriptions() {
        redis.call("CLIENT", "KILL", "TYPE", "pubsub");
        return true;
    }

    @Override
    public int trimmingSlack() {
        return STREAM_NODE;
    }

    /** Redis' clock cannot be set, but what lives for a while can be made to live less. */
    @Override
    public void letTimePass(Duration duration) {
        List<?> keys = (List<?>) Objects.requireNonNull(redis.call("KEYS", "contract:*"));
        for (Object key : keys) {
            long left = (Long) Objects.requireNonNull(redis.call("PTTL", key.toString())) - duration.toMillis();
            redis.call("PEXPIRE", key.toString(), Long.toString(left));
        }
    }
}
