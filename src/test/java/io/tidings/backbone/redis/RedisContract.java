package io.tidings.backbone.redis;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.BackboneContract;
import io.tidings.core.port.BackboneProbe;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.redis.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every promise of the port, on real servers; how they are found is the subclass's. */
abstract class RedisContract extends BackboneContract {
    /** Redis trims a stream by whole nodes of 100 entries. */
    private static final int STREAM_NODE = 100;

    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close();
    }

    /** How the servers are found. */
    abstract RedisOptions options();

    /** The servers that take writes. */
    abstract List<RedisServer> primaries();

    @Override
    protected Backbone start(Lanes lanes, List<Backbone.Events> events) {
        RedisBackbone backbone = new RedisBackbone(vertx, options(), "contract", Telemetry.NONE, Pod.PATIENT);
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
        primaries().forEach(redis -> redis.call("CLIENT", "KILL", "TYPE", "pubsub"));
        return true;
    }

    @Override
    public int trimmingSlack() {
        return STREAM_NODE;
    }

    @Override
    public void letTimePass(Duration duration) {
        primaries().forEach(redis -> letTimePass(redis, duration));
    }

    @Override
    public void deleteLast(Channel channel) {
        String log = new Keys("contract").log(channel);
        RedisServer redis = primaries().stream()
                .filter(server -> !list(server.call("KEYS", log)).isEmpty())
                .findFirst()
                .orElseThrow();
        List<?> last =
                list(list(redis.call("XREVRANGE", log, "+", "-", "COUNT", "1")).get(0));
        redis.call("XDEL", log, last.get(0).toString());
    }

    private static List<?> list(@Nullable Object reply) {
        return (List<?>) Objects.requireNonNull(reply);
    }

    /** Redis' clock cannot be set, but what lives for a while can be made to live less. */
    private static void letTimePass(RedisServer redis, Duration duration) {
        for (Object key : list(redis.call("KEYS", "contract:*"))) {
            long left = (Long) Objects.requireNonNull(redis.call("PTTL", key.toString())) - duration.toMillis();
            redis.call("PEXPIRE", key.toString(), Long.toString(left));
        }
    }
}
