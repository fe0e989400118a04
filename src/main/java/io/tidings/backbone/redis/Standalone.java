package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import java.util.Set;

/** One Redis owns everything. */
record Standalone(String address) implements Topology {
    @Override
    public Set<String> nodes() {
        return Set.of(address);
    }

    @Override
    public String owner(Channel channel) {
        return address;
    }
}
