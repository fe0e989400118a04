package io.tidings.backbone.redis;

import io.tidings.model.Channel;

/** One generation of a watch on one connection. Confined to the loop. */
final class Watch {
    /** How far it is. */
    enum State {
        ASKED,
        CONFIRMED,
        ENDING
    }

    final Channel channel;
    final String topic;
    final long generation;
    /** Index of the lane that owns the channel. */
    final int lane;

    /** Where a cluster keeps it. */
    final int slot;

    State state = State.ASKED;

    Watch(Channel channel, String topic, long generation, int lane) {
        this.channel = channel;
        this.topic = topic;
        this.generation = generation;
        this.lane = lane;
        this.slot = Slots.of(channel);
    }
}
