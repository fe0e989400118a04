package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.vertx.core.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which node owns which slot, and with it which channel. Confined to the loop. Connections are always standalone: what
 * differs between one Redis, Sentinel and Cluster is only how this is found out.
 */
interface Topology {
    /** Begins to find out; {@code changed} is to be called on the loop after every change of the answers below. */
    void start(Runnable changed);

    /** How messages are told among these nodes. */
    default PubSub pubSub() {
        return PubSub.PLAIN;
    }

    /** The addresses of all nodes that own a slot, as Redis URIs; empty while nothing is known. */
    Set<String> nodes();

    /** The address of the node that owns the channel, one of {@link #nodes}; null while nothing is known. */
    @Nullable
    String owner(Channel channel);

    /** Why no node is known, in words for operators; asked only while that is so. */
    String description();

    /**
     * Whether a server that was reached just now is still a node, as far as anyone can tell who is asked from now on; otherwise
     * it fails and says why. A server that was replaced while it was away comes back as what it was.
     */
    default Future<Void> confirm(String address) {
        return Future.succeededFuture();
    }

    /** Something hints at other owners: a node is away, or says that it is not the one to ask. */
    void suspect();

    void stop();
}
