package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import java.util.Set;

/**
 * Which node owns which slot, and with it which channel. Confined to the loop. Connections are always standalone: what
 * differs between one Redis, Sentinel and Cluster is only how this is found out.
 */
interface Topology {
    /** The addresses of all nodes that own a slot, as Redis URIs. */
    Set<String> nodes();

    /** The address of the node that owns the channel: one of {@link #nodes}. */
    String owner(Channel channel);
}
