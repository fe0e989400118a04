package io.tidings.simulation;

import io.tidings.model.Channel;

/** One run, from a seed: a storm, and then the calm in which everybody must have everything, and at last nothing be left. */
final class Simulation {
    private final World world;
    private final Storm storm;

    Simulation(Engine.Kind kind, long seed) {
        world = new World(seed, kind);
        storm = new Storm(world);
    }

    Report run(int steps) {
        world.report.seeds++;
        world.clients.forEach(SimulatedClient::connect);
        for (int i = 0; i < steps; i++) storm.step();
        heal();
        relink();
        if (world.audits()) waitForAudits();
        stayCalm(steps / 8);
        end();
        return world.report;
    }

    /** Everything works again while messages come: the last of them leads everybody who is connected to all there is. */
    private void heal() {
        world.weather.calm();
        world.redis.heal();
        world.podLanes.forEach(StallingLane::resume);
        for (int i = 0; i < 60; i++) {
            storm.publish();
            if (i % 3 == 0) world.lanes.advance(world.random.nextInt(10));
        }
        world.channels.forEach(storm::publish);
        converge(20_000, 100);
    }

    /** What came while no pod was told is read when the links are back, holes and all: no message after it is needed. */
    private void relink() {
        world.redis.cutAll();
        for (int i = 0; i < 60; i++) storm.publish();
        world.lanes.advance(100);
        for (Channel channel : world.channels) {
            Fault fault = world.random.nextBoolean() ? Fault.MESSAGE_DELETED : Fault.LAST_DELETED;
            world.weather.count(fault);
            if (fault == Fault.LAST_DELETED) world.redis.primary().log(channel).deleteLast(fault);
            else world.redis.primary().log(channel).delete(fault);
        }
        converge(20_000, 100);
    }

    /** What changed behind everybody's back, with no message after it, is found by an audit. */
    private void waitForAudits() {
        world.redis.restoreSnapshot();
        world.weather.count(Fault.SNAPSHOT_RESTORED);
        converge(3 * world.auditMillis / 2, 1_000);
    }

    /** Nothing goes wrong any more but what is told, links that are cut, and clients come and go: no audit is needed. */
    private void stayCalm(int steps) {
        for (int i = 0; i < steps; i++) {
            world.report.steps++;
            int choice = world.random.nextInt(10);
            if (world.random.nextInt(60) == 0) world.redis.somePod().cut();
            if (choice < 4) storm.publish();
            else if (choice < 6) storm.readSome(12);
            else if (choice < 8) storm.connectSome(3);
            else if (choice < 9) world.someClient().cut();
            else world.lanes.advance(world.random.nextInt(30));
            world.runSome(30);
        }
        world.redis.heal();
        converge(20_000, 100);
    }

    /** Everybody connects and reads what comes, until everybody has everything. */
    private void converge(long millis, long step) {
        long until = world.lanes.now() + millis;
        while (world.lanes.now() < until) {
            for (SimulatedClient client : world.clients) if (!client.isConnected()) client.connect();
            world.lanes.advance(step);
            readAll();
            if (world.clients.stream().allMatch(client -> client.checker.isCaughtUp())) return;
        }
        for (SimulatedClient client : world.clients) client.checker.requireCaughtUp();
    }

    /** Everybody reads what is there, and what there is room for then; in no time. */
    private void readAll() {
        for (int i = 0; i < 10; i++) {
            for (SimulatedClient client : world.clients) client.read(1_000);
            if (!world.lanes.step()) return;
            world.lanes.runUntilIdle();
        }
    }

    private void end() {
        world.clients.forEach(SimulatedClient::cut);
        world.lanes.advance(30_000);
        for (SimulatedPod pod : world.pods) require(pod.isEmpty(), "something stays behind: " + pod);
        world.engine.requireNothingHeld();
        require(world.lanes.waiting() == 0, world.lanes.waiting() + " timers are left");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) throw new AssertionError(otherwise);
    }
}
