package io.tidings.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sessions are sent to other pods before this one stops. */
public interface DrainConfig {
    /** How long a stopping pod, no longer ready, waits for load balancers to notice before it closes sessions. */
    @WithDefault("5s")
    Duration settle();

    /** How many sessions a second a stopping pod closes; more, when {@code tidings.drain.time} would not suffice. */
    @WithDefault("500")
    int pace();

    /** How long closing all sessions may take; together with {@code tidings.drain.settle} less than the grace period of the pod. */
    @WithDefault("20s")
    Duration time();
}
