package io.tidings.backbone.redis;

import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links to all nodes, and what goes over which of them. Confined to the loop, but for {@link #health}. */
final class Links implements Link.Listener {
    private static final long TICK_MILLIS = 25;
    /** What is in flight on a node that owns nothing any more may still be answered. */
    private static final long RETIREMENT_MILLIS = 3_000;
    /** From a watch that its server has ended to the next attempt, unless the new owner is known before. */
    private static final long RETURN_MILLIS = 100;

    private final RedisNode.Common common;
    private final Topology topology;
    private final Telemetry telemetry;
    private final Operations operations;
    private final Map<String, Link> links = new HashMap<>();
    private final Set<Link> retired = new HashSet<>();
    private final Set<Link> everUp = new HashSet<>();
    private long timer = -1;
    private boolean returning;
    private volatile BackboneHealth health = new BackboneHealth(false, false, "no Redis is known yet");

    Links(RedisNode.Common common, Telemetry telemetry) {
        this.common = common;
        this.topology = common.topology();
        this.telemetry = telemetry;
        this.operations = new Operations(common.settings(), this::owner, topology::suspect);
    }

    Operations operations() {
        return operations;
    }

    /** As of the last tick; may be read from any thread. */
    BackboneHealth health() {
        return health;
    }

    void start() {
        timer = common.vertx().setPeriodic(TICK_MILLIS, id -> tick());
        topology.start(this::onTopology);
    }

    void watch(Channel channel, long generation) {
        RedisNode node = node(channel);
        if (node == null) common.events().watchFailed(channel, generation);
        else node.subscriptions().watch(channel, generation);
    }

    void unwatch(Channel channel, long generation) {
        RedisNode node = node(channel);
        if (node != null) node.subscriptions().unwatch(channel, generation);
    }

    void stop() {
        common.vertx().cancelTimer(timer);
        topology.stop();
        operations.stop();
        links.values().forEach(Link::close);
        retired.forEach(Link::close);
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
        topology.suspect();
        updateHealth();
    }

    /** Whoever lost a watch waits for a link to come up, and perhaps none does: the slot may be back where it was. */
    @Override
    public void onMoved() {
        topology.suspect();
        if (returning) return;
        returning = true;
        common.vertx().setTimer(RETURN_MILLIS, id -> {
            returning = false;
            common.events().linkUp();
        });
    }

    /** A channel that moved is lost on its old node before anybody is asked to watch it on the new one. */
    private void onTopology() {
        for (String address : topology.nodes())
            links.computeIfAbsent(address, unknown -> new Link(common, unknown, this));
        updateHealth();
        for (Link link : List.copyOf(links.values())) {
            RedisNode node = link.connected();
            if (node != null)
                node.subscriptions().keep(channel -> link.address().equals(topology.owner(channel)));
            if (!topology.nodes().contains(link.address())) retire(link);
        }
        if (links.values().stream().anyMatch(link -> link.connected() != null))
            common.events().linkUp();
        operations.onLinkUp();
    }

    private void retire(Link link) {
        links.remove(link.address());
        everUp.remove(link);
        retired.add(link);
        link.retire();
        common.findings().forget(link.name());
        common.vertx().setTimer(RETIREMENT_MILLIS, id -> {
            retired.remove(link);
            link.close();
        });
    }

    private @Nullable Link owner(Channel channel) {
        String address = topology.owner(channel);
        return address == null ? null : links.get(address);
    }

    private @Nullable RedisNode node(Channel channel) {
        Link link = owner(channel);
        return link == null ? null : link.connected();
    }

    private void tick() {
        operations.tick();
        updateHealth();
    }

    private void updateHealth() {
        boolean known = !links.isEmpty();
        boolean ready = health.ready() || (known && everUp.containsAll(links.values()));
        boolean connected = known && links.values().stream().allMatch(link -> link.connected() != null);
        String detail = links.values().stream().map(Link::description).sorted().collect(Collectors.joining("; "));
        health = new BackboneHealth(ready, connected, known ? detail : topology.description());
    }
}
