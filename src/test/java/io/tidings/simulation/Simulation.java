package io.tidings.simulation;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One run: pods, a log and clients, and one seeded random that picks what happens next. */
final class Simulation {
    private static final int PODS = 3;
    private static final int LANES = 2;
    private static final int CHANNELS = 6;
    private static final int CLIENTS = 36;
    private static final Identity IDENTITY = new Identity(
            "somebody",
            new Grants(
                    List.of(ChannelPattern.parse("**", "")), List.of(ChannelPattern.parse("**", "")), List.of(), false),
            Identity.NEVER);

    private final SteppedLanes lanes;
    private final Random random;
    private final SimulatedServer server;
    private final SimulatedFrames frames = new SimulatedFrames();
    private final List<StallingLane> stalling = new ArrayList<>();
    private final List<SimulatedPod> pods = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private int published;

    Simulation(long seed) {
        lanes = new SteppedLanes(PODS * LANES + 1, seed);
        random = lanes.random();
        List<Lane> all = lanes.lanes().all();
        server = new SimulatedServer(all.get(PODS * LANES), random);
        for (int i = 0; i < PODS; i++)
            pods.add(new SimulatedPod(stalling(all.subList(i * LANES, (i + 1) * LANES)), server, frames, random));
        for (int i = 0; i < CHANNELS; i++) channels.add(new Channel("channel." + i));
        for (int i = 0; i < CLIENTS; i++) clients.add(new SimulatedClient(some(channels), IDENTITY, server, random));
    }

    private List<Lane> stalling(List<Lane> lanes) {
        List<StallingLane> wrapped = lanes.stream().map(StallingLane::new).toList();
        stalling.addAll(wrapped);
        return List.copyOf(wrapped);
    }

    private List<Channel> some(List<Channel> of) {
        List<Channel> some = new ArrayList<>(of);
        java.util.Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, 1 + random.nextInt(3)));
    }

    /** What a run came to. */
    record Result(int published, int delivered, int gaps, Map<Fault, Integer> faults) {}

    Result run(int steps) {
        for (int i = 0; i < steps; i++) {
            act();
            for (int j = random.nextInt(30); j > 0; j--) lanes.step();
        }
        heal();
        settle();
        stayCalm(steps / 4);
        end();
        return new Result(
                published,
                clients.stream().mapToInt(client -> client.checker.delivered).sum(),
                clients.stream().mapToInt(client -> client.checker.gaps).sum(),
                server.faults());
    }

    private void act() {
        int choice = random.nextInt(1000);
        if (choice < 320) publish();
        else if (choice < 330) for (int i = 0; i < 25; i++) publish();
        else if (choice < 600) someone().read(1 + random.nextInt(12));
        else if (choice < 760) connectSomeone();
        else if (choice < 790) cutSomeone();
        else if (choice < 970) lanes.advance(random.nextInt(40));
        else if (choice < 973) lanes.advance(random.nextInt(8_000));
        else misfortune(choice);
    }

    private SimulatedClient someone() {
        return clients.get(random.nextInt(clients.size()));
    }

    private Sessions somewhere() {
        return pods.get(random.nextInt(PODS)).sessions.get(random.nextInt(LANES));
    }

    private void publish() {
        publish(channels.get((int) (CHANNELS * random.nextDouble() * random.nextDouble())));
    }

    private void publish(Channel channel) {
        byte[] data = ("\"" + "x".repeat(random.nextInt(200)) + "\"").getBytes(StandardCharsets.UTF_8);
        Publication publication = new Publication(channel, new Payload.Json(data), null, Map.of(), null);
        int pod = random.nextInt(PODS);
        Lane lane = pods.get(pod).sessions.get(0).lane();
        published++;
        lane.execute(
                () -> pods.get(pod).publisher.publish(IDENTITY, publication, lane, Reply.of(id -> {}, refusal -> {})));
    }

    private void connectSomeone() {
        SimulatedClient client = someone();
        if (!client.isConnected()) client.connect(somewhere());
    }

    private void cutSomeone() {
        server.count(Fault.CLIENT_CUT);
        someone().cut();
    }

    private void misfortune(int choice) {
        Channel channel = channels.get(random.nextInt(CHANNELS));
        SimulatedBackbone pod = server.pods().get(random.nextInt(PODS));
        StallingLane lane = stalling.get(random.nextInt(stalling.size()));
        if (choice < 976) count(Fault.LINK_CUT, pod::cut);
        else if (choice < 979) count(Fault.LANE_STALLED, lane::stall);
        else if (choice < 981) stalling.forEach(StallingLane::resume);
        else if (choice < 985) server.pods().forEach(SimulatedBackbone::heal);
        else if (choice < 987) count(Fault.SERVER_AWAY, () -> server.away(true));
        else if (choice < 990) server.away(false);
        else if (choice < 992)
            count(Fault.LOG_TRIMMED, () -> server.log(channel).trim(random.nextInt(6)));
        else if (choice < 993)
            count(Fault.LOG_EXPIRED, () -> server.log(channel).expire());
        else if (choice < 994)
            count(Fault.LOG_FLUSHED, () -> server.log(channel).flush());
        else if (choice < 995)
            count(Fault.POSITION_LOST, () -> server.log(channel).losePosition());
        else if (choice < 998) server.log(channel).takeSnapshot();
        else if (server.log(channel).restoreSnapshot()) server.count(Fault.SNAPSHOT_RESTORED);
    }

    private void count(Fault fault, Runnable happens) {
        server.count(fault);
        happens.run();
    }

    /**
     * Everything works again while messages come: the last of them leads everybody who is connected to all there is, long before
     * an audit could.
     */
    private void heal() {
        server.heal();
        stalling.forEach(StallingLane::resume);
        for (int i = 0; i < 60; i++) {
            publish();
            if (i % 3 == 0) lanes.advance(random.nextInt(10));
        }
        channels.forEach(this::publish);
        for (int i = 0; i < 50; i++) converge(30);
        requireCaughtUp();
    }

    /** Whoever stays until an audit has passed has all there is, whatever became of the log meanwhile. */
    private void settle() {
        long until = lanes.now() + 3 * SimulatedPod.FEEDS.auditMillis() / 2;
        while (lanes.now() < until) converge(100);
        requireCaughtUp();
    }

    /** Nothing goes wrong any more but what is told, links that are cut, and clients come and go: no audit is needed. */
    private void stayCalm(int steps) {
        for (int i = 0; i < steps; i++) {
            int choice = random.nextInt(10);
            if (random.nextInt(60) == 0) count(Fault.LINK_CUT, server.pods().get(random.nextInt(PODS))::cut);
            if (random.nextInt(40) == 0) server.pods().forEach(SimulatedBackbone::heal);
            if (choice < 4) publish();
            else if (choice < 7) someone().read(1 + random.nextInt(12));
            else if (choice < 9) connectSomeone();
            else someone().cut();
            for (int j = random.nextInt(30); j > 0; j--) lanes.step();
            if (choice == 5) lanes.advance(random.nextInt(30));
        }
        server.heal();
        for (int i = 0; i < 60; i++) converge(30);
        requireCaughtUp();
    }

    /** Everybody is connected and reads what comes. */
    private void converge(int millis) {
        for (SimulatedClient client : clients) if (!client.isConnected()) client.connect(somewhere());
        for (int i = 0; i < 5; i++) {
            lanes.advance(millis);
            clients.forEach(client -> client.read(1_000));
        }
        lanes.runUntilIdle();
    }

    private void requireCaughtUp() {
        clients.forEach(client -> client.channels.forEach(client.checker::requireCaughtUp));
    }

    private void end() {
        clients.forEach(SimulatedClient::cut);
        lanes.advance(30_000);
        for (SimulatedPod pod : pods) if (!pod.isEmpty()) throw new AssertionError("something stays behind: " + pod);
        if (frames.alive() != 0) throw new AssertionError(frames.alive() + " frames were never released");
    }
}
