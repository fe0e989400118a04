package io.tidings.backbone.redis;

import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The links to all nodes, and what is sent over which of them. Confined to the loop, but for {@link #health}. */
final class Links implements Link.Listener {
    private static final long TICK_MILLIS = 20;

    private final RedisNode.Common common;
    private final Topology topology;
    private final Telemetry telemetry;
    private final Operations operations;
    private final Map<String, Link> links = new HashMap<>();
    private final java.util.Set<Link> everUp = new java.util.HashSet<>();
    private long timer = -1;
    private boolean open = true;
    private volatile BackboneHealth health = new BackboneHealth(false, false, "Redis has not been asked for yet");

    Links(RedisNode.Common common, Topology topology, Telemetry telemetry) {
        this.common = common;
        this.topology = topology;
        this.telemetry = telemetry;
        this.operations = new Operations(common.settings(), this::owner);
    }

    Operations operations() {
        return operations;
    }

    /** As of the last tick; may be read from any thread. */
    BackboneHealth health() {
        return health;
    }

    void start() {
        for (String address : topology.nodes()) links.put(address, new Link(common, address, this));
        timer = common.vertx().setPeriodic(TICK_MILLIS, id -> tick());
    }

    void watch(Channel channel, long generation) {
        RedisNode node = owner(channel).connected();
        if (node == null) common.events().watchFailed(channel, generation);
        else node.subscriptions().watch(channel, generation);
    }

    void unwatch(Channel channel, long generation) {
        RedisNode node = owner(channel).connected();
        if (node != null) node.subscriptions().unwatch(channel, generation);
    }

    void stop() {
        if (!open) return;
        open = false;
        common.vertx().cancelTimer(timer);
        operations.stop();
        links.values().forEach(Link::close);
        health = new BackboneHealth(false, false, "the backbone is stopped");
    }

    @Override
    public void onLinkUp(Link link) {
        if (!everUp.add(link)) telemetry.backboneReconnected();
        updateHealth();
        common.events().linkUp();
        operations.onLinkUp();
    }

    @Override
    public void onLinkDown(Link link) {
        updateHealth();
    }

    private Link owner(Channel channel) {
        return Objects.requireNonNull(links.get(topology.owner(channel)));
    }

    private void tick() {
        operations.tick();
        updateHealth();
    }

    private void updateHealth() {
        boolean connected = links.values().stream().allMatch(link -> link.connected() != null);
        String detail = links.values().stream().map(Link::description).sorted().collect(Collectors.joining("; "));
        health = new BackboneHealth(everUp.size() == links.size(), connected, detail);
    }
}
