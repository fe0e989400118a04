package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** One Redis server: the logs of all channels. */
final class SimulatedServer {
    private static final int MOST_LAG = 4;

    private final SimulatedRedis redis;
    private final Random random;
    private Map<Channel, SimulatedLog> logs = new LinkedHashMap<>();
    private boolean away;

    SimulatedServer(SimulatedRedis redis, Random random) {
        this.redis = redis;
        this.random = random;
    }

    SimulatedLog log(Channel channel) {
        return logs.computeIfAbsent(channel, name -> new SimulatedLog(redis.truth(name), random));
    }

    /** Appends, unless the key is known, and tells all pods that listen to this server. */
    Position append(Append append) {
        Channel channel = append.channel();
        SimulatedLog log = log(channel);
        Position known = log.known(append);
        if (known != null) return known;
        Entry entry = log.append(append);
        redis.appended(this, channel, entry, log);
        return entry.id();
    }

    boolean isAway() {
        return away;
    }

    void away(boolean away) {
        this.away = away;
    }

    private static Map<Channel, SimulatedLog> copies(Map<Channel, SimulatedLog> logs) {
        Map<Channel, SimulatedLog> copies = new LinkedHashMap<>();
        logs.forEach((channel, log) -> copies.put(channel, log.copy()));
        return copies;
    }

    /** Another server with the same data, but for the last entries of some channels. */
    SimulatedServer laggingReplica() {
        SimulatedServer replica = new SimulatedServer(redis, random);
        replica.logs = copies(logs);
        replica.logs.forEach((channel, log) -> {
            log.lag(random.nextInt(1 + random.nextInt(MOST_LAG)));
            redis.truth(channel).rewritten(log(channel).position(), log.position(), Fault.FAILED_OVER);
        });
        return replica;
    }

    SimulatedServer snapshot() {
        SimulatedServer snapshot = new SimulatedServer(redis, random);
        snapshot.logs = copies(logs);
        return snapshot;
    }

    /** Goes back to an older state. */
    void restore(SimulatedServer snapshot) {
        Map<Channel, SimulatedLog> before = logs;
        logs = copies(snapshot.logs);
        before.forEach((channel, log) -> {
            Position restored = log(channel).position();
            redis.truth(channel).rewritten(log.position(), restored, Fault.SNAPSHOT_RESTORED);
        });
    }
}
