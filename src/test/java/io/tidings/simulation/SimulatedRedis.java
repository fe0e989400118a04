package io.tidings.simulation;

import io.tidings.core.port.Lane;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The Redis of a run: a primary, and after a failover for some seconds another server that believes to be one. */
final class SimulatedRedis {
    private static final int SENTINEL_MILLIS = 4_000;

    final Weather weather;
    final Random random;
    final Lane lane;
    private final Submissions submissions;
    private final Map<Channel, Truth> truths = new HashMap<>();
    private final List<SimulatedBackbone> pods = new ArrayList<>();
    private SimulatedServer primary;
    private SimulatedServer snapshot;
    private @Nullable SimulatedServer demoted;

    SimulatedRedis(Lane lane, Random random, Weather weather, Submissions submissions) {
        this.lane = lane;
        this.random = random;
        this.weather = weather;
        this.submissions = submissions;
        this.primary = new SimulatedServer(this, random);
        this.snapshot = primary.snapshot();
    }

    SimulatedServer primary() {
        return primary;
    }

    void attach(SimulatedBackbone pod) {
        pods.add(pod);
    }

    SimulatedBackbone somePod() {
        return pods.get(random.nextInt(pods.size()));
    }

    void cutAll() {
        pods.forEach(SimulatedBackbone::cut);
    }

    Truth truth(Channel channel) {
        return truths.computeIfAbsent(channel, name -> new Truth(() -> demoted != null));
    }

    void appended(SimulatedServer server, Channel channel, Entry entry, SimulatedLog log) {
        submissions.appended(entry, log.memory());
        if (server == demoted) weather.count(Fault.STALE_APPEND);
        for (SimulatedBackbone pod : pods) pod.push(server, channel, entry);
    }

    void takeSnapshot() {
        snapshot = primary.snapshot();
    }

    void restoreSnapshot() {
        primary.restore(snapshot);
    }

    /** The primary refuses everything for a while. */
    void goAway() {
        SimulatedServer away = primary;
        away.away(true);
        lane.schedule(random.nextInt(1_500), () -> away.away(false));
    }

    /** A replica takes over; which pods hear of it when is drawn. */
    void failOver() {
        if (demoted != null) return;
        weather.count(Fault.FAILED_OVER);
        SimulatedServer old = primary;
        demoted = old;
        primary = old.laggingReplica();
        for (SimulatedBackbone pod : pods) {
            switch (random.nextInt(5)) {
                case 0, 1 -> weather.count(Fault.POD_LEFT_BEHIND);
                case 2 -> split(pod, old, primary);
                case 3 -> split(pod, primary, old);
                default -> pod.reconnect(primary, primary);
            }
        }
        lane.schedule(random.nextInt(SENTINEL_MILLIS), this::rejoin);
    }

    /** The canary of such a pod never comes back. */
    private void split(SimulatedBackbone pod, SimulatedServer commands, SimulatedServer messages) {
        weather.count(Fault.CONNECTIONS_SPLIT);
        pod.reconnect(commands, messages);
        lane.schedule(random.nextInt(SENTINEL_MILLIS), () -> {
            if (pod.isSplit()) pod.reconnect(primary, primary);
        });
    }

    /** The demoted primary becomes a replica: its connections end, and what it took alone is gone. */
    private void rejoin() {
        demoted = null;
        for (SimulatedBackbone pod : pods) if (!pod.isAt(primary)) pod.reconnect(primary, primary);
    }

    /** From now on there is one server, and it answers. */
    void heal() {
        primary.away(false);
        rejoin();
        pods.forEach(SimulatedBackbone::heal);
    }
}
