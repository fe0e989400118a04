package io.tidings.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much history a channel keeps. */
public interface HistoryConfig {
    /** The most messages that a channel keeps for those who come back; 0 keeps none. */
    @WithDefault("1000")
    int size();

    /** How long a channel's history is kept after its last message. */
    @WithDefault("1h")
    Duration age();
}
