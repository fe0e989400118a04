package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;

/** How messages are told. */
enum PubSub {
    /** To whoever listens on the one server. */
    PLAIN(Command.SUBSCRIBE, Command.UNSUBSCRIBE, "PUBLISH"),
    /** In a cluster: to whoever listens on the node that owns the topic's slot. */
    SHARDED(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, "SPUBLISH");

    final Command subscribe;
    final Command unsubscribe;
    /** For scripts. */
    final String publish;

    PubSub(Command subscribe, Command unsubscribe, String publish) {
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.publish = publish;
    }

    /** Whether one command may name both. */
    boolean joins(Watch one, Watch other) {
        return this == PLAIN || one.slot == other.slot;
    }
}
