package io.tidings.config;

import io.smallrye.config.WithDefault;

/** Where Redis keeps things. */
public interface RedisConfig {
    /** The first part of every key and pub/sub channel in Redis; installations that share a Redis need different ones. */
    @WithDefault("tidings")
    String prefix();
}
