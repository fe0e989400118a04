package io.tidings.backbone.redis;

import java.time.Duration;

/**
 * How patient the backbone is, and how much it holds.
 *
 * @param deadline from a request to its answer, whatever happens to Redis
 * @param setup from connecting to the first canary
 * @param canaryPeriod between two canaries
 * @param canaryLimit without a canary that came back, after which both connections are dropped; longer than any fail-over's pause
 * @param replicaPatience until a replica has a publication, before it counts as unknown; zero when none is waited for
 * @param positionLife of a channel's position, counted from its last publication or renewal
 * @param idempotencyLife of what a publication's key stands for
 * @param window commands that Redis has not answered yet; the rest waits here
 * @param maxAppends publications without an answer
 * @param maxAppendBytes of messages in publications without an answer
 * @param maxReads reads and questions for positions without an answer
 */
public record RedisSettings(
        Duration deadline,
        Duration setup,
        Duration canaryPeriod,
        Duration canaryLimit,
        Duration replicaPatience,
        Duration positionLife,
        Duration idempotencyLife,
        int window,
        int maxAppends,
        long maxAppendBytes,
        int maxReads) {
    /** What serves most. */
    public static final RedisSettings DEFAULTS = new RedisSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(5),
            1_000,
            10_000,
            32 << 20,
            50_000);

    public RedisSettings {
        if (window < 1 || maxAppends < 1 || maxAppendBytes < 1 || maxReads < 1)
            throw new IllegalArgumentException("a bound is not positive");
        if (canaryLimit.compareTo(canaryPeriod) <= 0)
            throw new IllegalArgumentException("the canary's limit is not longer than its period");
        // a canary waits behind the WAIT for a replica
        if (canaryLimit.compareTo(replicaPatience.plus(canaryPeriod)) <= 0)
            throw new IllegalArgumentException("the canary's limit is not longer than the patience with replicas");
    }

    /** The same with other bounds on publications. */
    public RedisSettings withAppends(int appends, long bytes) {
        return new RedisSettings(
                deadline,
                setup,
                canaryPeriod,
                canaryLimit,
                replicaPatience,
                positionLife,
                idempotencyLife,
                window,
                appends,
                bytes,
                maxReads);
    }

    /** The same with another patience. */
    public RedisSettings withDeadlines(Duration answer, Duration canary) {
        return new RedisSettings(
                answer,
                setup,
                canaryPeriod,
                canary,
                replicaPatience,
                positionLife,
                idempotencyLife,
                window,
                maxAppends,
                maxAppendBytes,
                maxReads);
    }

    /** The same, where a publication is answered once a replica has it. */
    public RedisSettings withReplica(Duration patience) {
        return new RedisSettings(
                deadline,
                setup,
                canaryPeriod,
                canaryLimit,
                patience,
                positionLife,
                idempotencyLife,
                window,
                maxAppends,
                maxAppendBytes,
                maxReads);
    }
}
