package io.tidings.core.session;

import io.tidings.core.port.Backbone;

/**
 * The bounds of sessions; times in milliseconds.
 *
 * @param outboxBytes that may wait to be written to one session
 * @param outboxesBytes that may wait to be written to all sessions of one lane
 * @param subscriptions most of one session
 * @param commandsPerSecond of one session; twice as many may come at once
 * @param connections most sessions of the pod
 * @param sessionsPerSubject most sessions of one subject on the pod
 * @param unauthenticated most WebSockets of the pod that have shown no token yet
 * @param connectsPerSecond sessions that one lane lets in; twice as many may come at once
 * @param heartbeatMillis between two pings of a WebSocket
 * @param sseHeartbeatMillis between two comments of an event stream
 * @param pongMillis how long a ping may go unanswered
 * @param connectMillis how long a WebSocket may stay without a session
 * @param retryMillis the shortest window in which those who are sent away come back, at random
 * @param ageMillis how long a WebSocket or an event stream may stand; {@link #FOREVER} for no bound
 */
public record SessionSettings(
        int outboxBytes,
        long outboxesBytes,
        int subscriptions,
        int commandsPerSecond,
        int connections,
        int sessionsPerSubject,
        int unauthenticated,
        int connectsPerSecond,
        long heartbeatMillis,
        long sseHeartbeatMillis,
        long pongMillis,
        long connectMillis,
        long retryMillis,
        long ageMillis) {
    public static final long FOREVER = Long.MAX_VALUE;

    /** What a pod runs with where nothing is configured. */
    public static final SessionSettings DEFAULTS = new SessionSettings(
            1 << 20, 16 << 20, 128, 100, 100_000, 1_000, 1_000, 1_000, 25_000, 15_000, 10_000, 5_000, 3_000, FOREVER);

    /** The bounds of one of several pages that are asked for at once, so that together they fit into an outbox. */
    Backbone.Bounds firstPage(int channels) {
        return new Backbone.Bounds(256, Math.max(outboxBytes / 2 / Math.max(1, channels), 4096));
    }
}
