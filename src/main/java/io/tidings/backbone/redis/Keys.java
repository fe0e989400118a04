package io.tidings.backbone.redis;

import io.tidings.model.Channel;

/**
 * The names that a channel has in Redis. The braces are literal: what stands in them picks the cluster's slot, so all keys
 * of one channel live on one node.
 *
 * @param prefix of every key and topic, {@code [A-Za-z0-9_.:-]+}
 */
record Keys(String prefix) {
    Keys {
        if (!prefix.matches("[A-Za-z0-9_.:-]+"))
            throw new IllegalArgumentException("the prefix of Redis keys is not made of A-Z a-z 0-9 _ . : - only");
    }

    /** The stream: ids are positions. */
    String log(Channel channel) {
        return topic(channel) + ":log";
    }

    /** The string that holds the channel's position. */
    String position(Channel channel) {
        return topic(channel) + ":pos";
    }

    /** The string that remembers what an idempotency key was answered with. */
    String idempotency(Channel channel, String slot) {
        return topic(channel) + ":idem:" + slot;
    }

    /** The name in pub/sub. */
    String topic(Channel channel) {
        return prefix + ":{" + channel.name() + "}";
    }

    /** The string that says in which format all this is kept; no channel's, as it has no brace. */
    String format() {
        return prefix + ":format";
    }

    /** The topic of one node's canary; no channel's, as it has no brace. */
    String canary(String nonce) {
        return prefix + ":canary:" + nonce;
    }
}
