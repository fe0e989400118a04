package io.tidings.app.doctor;

import io.tidings.config.LimitsConfig;
import io.tidings.config.TidingsConfig;

/**
 * What the configured limits need when all of them are reached at once. In bytes, but for the first.
 *
 * @param descriptors of files and sockets
 * @param heap for sessions, rings, tokens and publications under way
 * @param direct for outboxes, the rings' frames and what is being read
 * @param kernel for sockets, of which the container pays for too
 */
record Needs(long descriptors, long heap, long direct, long kernel) {
    private static final long MEGABYTE = 1 << 20;
    /** Besides connections: Redis, the management port, files of the JVM. */
    private static final long OTHER_DESCRIPTORS = 1_000;
    /** A session with a channel and a token of its own: ADR 10 has what was measured. */
    private static final long SESSION = 3_000;

    private static final long TOKEN = 1_000;
    private static final long SOCKET = 4_000;
    private static final long APPLICATION = 96 * MEGABYTE;
    private static final long POOLS = 32 * MEGABYTE;

    static Needs of(TidingsConfig config) {
        LimitsConfig limits = config.limits();
        long rings = limits.ringsTotalBytes().asLongValue();
        long outboxes = limits.outboxesTotalBytes().asLongValue();
        boolean lean = config.engine() == TidingsConfig.Engine.LEAN;
        long heap = APPLICATION
                + limits.connections() * SESSION
                + rings
                + limits.cachedTokens() * TOKEN
                + limits.publishBytesInFlight().asLongValue();
        return new Needs(
                limits.connections() + OTHER_DESCRIPTORS,
                heap,
                POOLS + (lean ? outboxes + rings : 2 * outboxes),
                limits.connections() * SOCKET);
    }
}
