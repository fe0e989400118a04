package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code open.lua}: the position of a channel, made when there is none. Confined to the loop. */
final class OpenScript {
    final Script script = Script.read("open");
    private final Keys keys;
    private final Tags tags;
    private final long life;

    OpenScript(Keys keys, Tags tags, Duration life) {
        this.keys = keys;
        this.tags = tags;
        this.life = life.toMillis();
    }

    /** A call that also renews a position whose life is half over. */
    Request request(Channel channel) {
        return script.call(keys.log(channel), keys.position(channel))
                .arg(Long.toString(tags.next()))
                .arg(life)
                .arg(life / 2);
    }

    /**
     * What the script answered.
     *
     * @throws RuntimeException when this is no position: somebody else writes here
     */
    Position position(@Nullable Response reply) {
        return Position.parse(String.valueOf(reply));
    }
}
