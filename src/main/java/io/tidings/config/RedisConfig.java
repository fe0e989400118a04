package io.tidings.config;

import io.smallrye.config.WithDefault;

/** Where Redis keeps things. */
public interface RedisConfig {
    /** The first part of every key and pub/sub channel in Redis; installations that share a Redis need different ones. */
    @WithDefault("tidings")
    String prefix();

    /** When a publication is answered with its id: {@code primary} has it, or a {@code replica} has it too. */
    @WithDefault("primary")
    Acknowledge acknowledge();

    /** Who has a message before its publisher is told so. */
    enum Acknowledge {
        PRIMARY,
        REPLICA
    }
}
