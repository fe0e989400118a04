package io.tidings.simulation;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Lane;
import io.tidings.model.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All that a run is made of: one clock, one random, three pods, one Redis, and those who publish and listen. */
final class World {
    private static final int PODS = 3;
    private static final int LANES = 2;
    private static final int CHANNELS = 24;
    private static final int CLIENTS = 120;
    private static final int MOST_CHANNELS = 4;
    private static final long AUDIT_MILLIS = 40_000;
    private static final long NEVER_MILLIS = 100_000_000;

    final SteppedLanes lanes;
    final Random random;
    /** Half of the runs must do without audits. */
    final long auditMillis;

    final Report report = new Report();
    final Weather weather;
    /** Where everything happens that is outside of the pods. */
    final Lane lane;

    final Submissions submissions = new Submissions();
    final SimulatedRedis redis;
    final Engine engine;
    final SimulatedTokens tokens;
    final SimulatedTelemetry telemetry;
    final List<StallingLane> podLanes = new ArrayList<>();
    final List<SimulatedPod> pods = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();
    final List<SimulatedClient> clients = new ArrayList<>();

    World(long seed, Engine.Kind kind) {
        lanes = new SteppedLanes(PODS * LANES + 1, seed);
        random = lanes.random();
        auditMillis = random.nextBoolean() ? AUDIT_MILLIS : NEVER_MILLIS;
        weather = new Weather(random, report);
        List<Lane> all = lanes.lanes().all();
        lane = all.get(PODS * LANES);
        redis = new SimulatedRedis(lane, random, weather, submissions);
        tokens = new SimulatedTokens(this);
        engine = kind.of(this);
        telemetry = new SimulatedTelemetry(weather);
        for (int i = 0; i < PODS * LANES; i++) podLanes.add(new StallingLane(all.get(i)));
        for (int i = 0; i < PODS; i++) pods.add(new SimulatedPod(this, podLanes.subList(i * LANES, (i + 1) * LANES)));
        for (int i = 0; i < CHANNELS; i++) channels.add(new Channel("channel." + i));
        for (int i = 0; i < CLIENTS; i++) clients.add(new SimulatedClient(this, someChannels()));
    }

    private List<Channel> someChannels() {
        Set<Channel> some = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(MOST_CHANNELS); i > 0; i--) some.add(someChannel());
        return List.copyOf(some);
    }

    /** A channel; the first ones are drawn more often. */
    Channel someChannel() {
        return channels.get((int) (CHANNELS * random.nextDouble() * random.nextDouble()));
    }

    boolean audits() {
        return auditMillis == AUDIT_MILLIS;
    }

    SimulatedPod somePod() {
        return pods.get(random.nextInt(PODS));
    }

    SimulatedClient someClient() {
        return clients.get(random.nextInt(CLIENTS));
    }

    /** Runs some of the tasks that are due. */
    void runSome(int most) {
        for (int i = random.nextInt(most); i > 0 && lanes.step(); i--) report.tasks++;
    }
}
