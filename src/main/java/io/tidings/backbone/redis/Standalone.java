package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import java.util.Set;

/**
 * One Redis owns everything, for good.
 *
 * @param address its URI
 */
record Standalone(String address) implements Topology {
    @Override
    public void start(Runnable changed) {
        changed.run();
    }

    @Override
    public Set<String> nodes() {
        return Set.of(address);
    }

    @Override
    public String owner(Channel channel) {
        return address;
    }

    @Override
    public String description() {
        return "no Redis is known yet";
    }

    @Override
    public void suspect() {}

    @Override
    public void stop() {}
}
