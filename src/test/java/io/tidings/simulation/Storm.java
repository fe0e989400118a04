package io.tidings.simulation;

import io.tidings.model.Channel;
import io.tidings.model.Identity;
import java.util.Random;

/** The part of a run in which everything goes on at once, and much goes wrong. */
final class Storm {
    private static final int MOST_TASKS = 30;

    private final World world;
    private final Random random;
    private int keys;

    Storm(World world) {
        this.world = world;
        this.random = world.random;
    }

    /** One step: something that is drawn, what goes wrong, and some tasks of those that are due. */
    void step() {
        world.report.steps++;
        act();
        strike();
        world.runSome(MOST_TASKS);
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 24) publish();
        else if (choice < 26) burst(world.someChannel());
        else if (choice < 60) readSome(12);
        else if (choice < 75) connectSome(2);
        else if (choice < 80) world.someClient().speak();
        else if (choice < 99) world.lanes.advance(random.nextInt(40));
        else world.lanes.advance(random.nextInt(2_000));
    }

    void publish() {
        publish(world.someChannel());
    }

    void publish(Channel channel) {
        // Both publishers use every key, each for a message of its own.
        String key = random.nextInt(3) == 0 ? null : "key" + keys++ / 2;
        String publisher = keys % 2 == 0 ? "somebody" : "somebody else";
        Submission.of(world, SimulatedTokens.identity(publisher, Identity.NEVER), channel, key)
                .attempt();
        world.report.published++;
    }

    private void burst(Channel channel) {
        for (int i = 0; i < 12; i++) publish(random.nextInt(3) == 0 ? world.someChannel() : channel);
    }

    void readSome(int clients) {
        for (int i = 0; i < clients; i++) world.someClient().read(1 + random.nextInt(16));
    }

    void connectSome(int clients) {
        for (int i = 0; i < clients; i++) {
            SimulatedClient client = world.someClient();
            if (!client.isConnected()) client.connect();
        }
    }

    private boolean strikes(Fault fault) {
        return world.weather.strikes(fault);
    }

    private void strike() {
        SimulatedRedis redis = world.redis;
        SimulatedBackbone pod = redis.somePod();
        if (strikes(Fault.LINK_CUT)) pod.cut();
        if (strikes(Fault.NODE_CUT)) pod.cutNode();
        if (strikes(Fault.SERVER_AWAY)) redis.goAway();
        if (world.weather.draws(Fault.FAILED_OVER)) redis.failOver();
        if (random.nextInt(250) == 0) redis.takeSnapshot();
        if (strikes(Fault.SNAPSHOT_RESTORED)) redis.restoreSnapshot();
        if (strikes(Fault.LANE_STALLED)) stall();
        if (strikes(Fault.CLIENT_CUT)) world.someClient().cut();
        if (strikes(Fault.POD_DRAINS)) world.somePod().drain(4);
        strike(redis.primary().log(world.someChannel()));
    }

    private void strike(SimulatedLog log) {
        if (strikes(Fault.LOG_TRIMMED)) log.trim(random.nextInt(6), Fault.LOG_TRIMMED);
        if (strikes(Fault.MESSAGE_DELETED)) log.delete(Fault.MESSAGE_DELETED);
        if (strikes(Fault.LAST_DELETED)) log.deleteLast(Fault.LAST_DELETED);
        if (strikes(Fault.LOG_EXPIRED)) log.trim(0, Fault.LOG_EXPIRED);
        if (strikes(Fault.LOG_LOST)) log.trim(0, Fault.LOG_LOST);
        if (strikes(Fault.POSITION_LOST)) log.losePosition(Fault.POSITION_LOST);
        if (strikes(Fault.CHANNEL_FLUSHED)) log.flush(Fault.CHANNEL_FLUSHED);
    }

    private void stall() {
        StallingLane lane = world.podLanes.get(random.nextInt(world.podLanes.size()));
        lane.stall();
        world.lane.schedule(random.nextInt(1_000), lane::resume);
    }
}
