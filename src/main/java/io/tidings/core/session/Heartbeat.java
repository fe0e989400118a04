package io.tidings.core.session;

/**
 * When a WebSocket has something to say or to hear by itself: the client's first word in time, then pings, each with its pong.
 * Confined to its session's lane.
 */
final class Heartbeat {
    private long wakeAt;
    private long pongBy = Long.MAX_VALUE;

    /** The client has so long for its first word. */
    Heartbeat(SessionSettings settings, long now) {
        wakeAt = now + settings.connectMillis();
    }

    /** The first word has come, or nobody waits for it any more; or a ping has left. */
    void rest(SessionSettings settings, long now) {
        wakeAt = now + settings.heartbeatMillis();
    }

    void onPing(SessionSettings settings, long now) {
        pongBy = Math.min(pongBy, now + settings.pongMillis());
        rest(settings, now);
    }

    void onPong() {
        pongBy = Long.MAX_VALUE;
    }

    boolean isDue(long now) {
        return wakeAt <= now;
    }

    boolean isPongOverdue(long now) {
        return pongBy <= now;
    }

    /** When to look again, for a session that ends then. */
    long next(long expiry) {
        return Math.min(Math.min(wakeAt, pongBy), expiry);
    }
}
