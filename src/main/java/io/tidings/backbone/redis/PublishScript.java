package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.core.port.Append.Idempotency;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** {@code publish.lua}: appends one message and publishes it. Confined to the loop. */
final class PublishScript {
    final Script script = Script.read("publish");
    private final Keys keys;
    private final Tags tags;
    private final PubSub pubSub;
    private final long positionLife;
    private final long idempotencyLife;
    /** Says that a known key is to be renewed: only behind a write of its own does WAIT wait for what was written before. */
    private final String renewal;

    PublishScript(Keys keys, Tags tags, PubSub pubSub, RedisSettings settings) {
        this.keys = keys;
        this.tags = tags;
        this.pubSub = pubSub;
        this.positionLife = settings.positionLife().toMillis();
        this.idempotencyLife = settings.idempotencyLife().toMillis();
        this.renewal = settings.replicaPatience().isZero() ? "" : "renew";
    }

    /**
     * What came of it.
     *
     * @param fingerprint of the request that appended it, when the idempotency key was known; else null
     */
    record Outcome(Position id, @Nullable String fingerprint) {}

    /** One attempt: it draws a tag of its own. */
    Request request(Append append) {
        Channel channel = append.channel();
        Idempotency idempotency = append.idempotency();
        String log = keys.log(channel);
        String position = keys.position(channel);
        if (idempotency == null) return arguments(script.call(log, position), append);
        return arguments(script.call(log, position, keys.idempotency(channel, idempotency.slot())), append)
                .arg(idempotency.fingerprint())
                .arg(idempotencyLife)
                .arg(renewal);
    }

    private Request arguments(Request call, Append append) {
        return call.arg(Long.toString(tags.next()))
                .arg(Long.toString(tags.next()))
                .arg(append.message().json())
                .arg(append.retention().size())
                .arg(Math.max(1, append.retention().age().toMillis()))
                .arg(positionLife)
                .arg(pubSub.publish)
                .arg(keys.topic(append.channel()));
    }

    /**
     * What the script answered.
     *
     * @throws RuntimeException when this is no answer of it
     */
    Outcome outcome(Response reply) {
        String answer = reply.get(1).toString();
        if (reply.get(0).toString().equals("appended")) return new Outcome(Position.parse(answer), null);
        int space = answer.indexOf(' ');
        return new Outcome(Position.parse(answer.substring(0, space)), answer.substring(space + 1));
    }
}
