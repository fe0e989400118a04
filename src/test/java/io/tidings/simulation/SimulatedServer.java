package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.core.port.Lane;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The one Redis of a run, and the account of what went wrong. */
final class SimulatedServer {
    private final Lane world;
    private final Random random;
    private final Map<Channel, SimulatedLog> logs = new HashMap<>();
    private final List<SimulatedBackbone> pods = new ArrayList<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private boolean faulty = true;
    private boolean away;

    SimulatedServer(Lane world, Random random) {
        this.world = world;
        this.random = random;
    }

    Lane world() {
        return world;
    }

    Random random() {
        return random;
    }

    void attach(SimulatedBackbone pod) {
        pods.add(pod);
    }

    List<SimulatedBackbone> pods() {
        return pods;
    }

    SimulatedLog log(Channel channel) {
        return logs.computeIfAbsent(channel, name -> new SimulatedLog(name, random));
    }

    Position append(Append append) {
        SimulatedLog log = log(append.channel());
        Entry entry = log.append(append);
        if (entry == null) return log.known(append);
        for (SimulatedBackbone pod : pods) pod.push(append.channel(), entry);
        return entry.id();
    }

    /** Whether something that can go wrong does so now. */
    boolean unlucky(Fault fault) {
        boolean happens = faulty && random.nextInt(10_000) < fault.chances;
        if (happens) count(fault);
        return happens;
    }

    void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    boolean isAway() {
        return away;
    }

    void away(boolean away) {
        this.away = away;
    }

    /** From now on everything works. */
    void heal() {
        faulty = false;
        away = false;
        pods.forEach(SimulatedBackbone::heal);
    }
}
