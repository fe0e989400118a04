package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * What is sent down the road to see whether it is open: published on the command connection, it must come back on the
 * subscription connection. Confined to the loop; all times are {@code System.nanoTime}.
 */
final class Canary {
    private final String topic;
    private final long period;
    private final long limit;
    private final LongConsumer micros;
    private long lastReturned;
    private long lastBeat;

    /** @param micros is told how long each canary was on its way */
    Canary(Keys keys, RedisSettings settings, LongConsumer micros) {
        byte[] nonce = new byte[8];
        new SecureRandom().nextBytes(nonce);
        this.topic = keys.canary(HexFormat.of().formatHex(nonce));
        this.period = settings.canaryPeriod().toNanos();
        this.limit = settings.canaryLimit().toNanos();
        this.micros = micros;
    }

    String topic() {
        return topic;
    }

    boolean isTopic(String name) {
        return topic.equals(name);
    }

    Request next(long now) {
        lastBeat = now;
        return Request.cmd(Command.PUBLISH).arg(topic).arg(now);
    }

    /** @param payload when it was sent */
    void onReturn(String payload) {
        long sent = Long.parseLong(payload);
        lastReturned = sent;
        micros.accept(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
    }

    /**
     * Whether the oldest canary that has not come back is overdue. A beat that itself comes late speaks of a stalled loop
     * and not of Redis: its answers may lie in the socket.
     */
    boolean isOverdue(long now) {
        return now - lastBeat < 2 * period && now - lastReturned > limit + period;
    }
}
