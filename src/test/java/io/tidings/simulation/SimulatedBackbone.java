package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pod's way to the simulated server: two first-in-first-out connections that are slow, lossy and cut. */
final class SimulatedBackbone implements Backbone {
    private final SimulatedServer server;
    private final Map<Channel, Long> watched = new HashMap<>();
    private final Pipe commands;
    private final Pipe pushes;
    private boolean up = true;
    private @Nullable Lanes lanes;
    private List<Events> events = List.of();

    SimulatedBackbone(SimulatedServer server) {
        this.server = server;
        this.commands = new Pipe(server.world(), server.random());
        this.pushes = new Pipe(server.world(), server.random());
        server.attach(this);
    }

    @Override
    public void start(Lanes lanes, List<Events> events) {
        this.lanes = lanes;
        this.events = events;
    }

    private void tell(Channel channel, java.util.function.Consumer<Events> what) {
        if (lanes == null) throw new IllegalStateException("not started");
        Events owner = events.get(lanes.ownerIndex(channel));
        lanes.owner(channel).execute(() -> what.accept(owner));
    }

    @Override
    public void watch(Channel channel, long generation) {
        commands.send(() -> {
            if (!up || server.unlucky(Fault.WATCH_FAILED)) {
                tell(channel, to -> to.watchFailed(channel, generation));
                return;
            }
            watched.put(channel, generation);
            pushes.send(() -> {
                if (watched.getOrDefault(channel, -1L) == generation)
                    tell(channel, to -> to.watched(channel, generation));
            });
        });
    }

    @Override
    public void unwatch(Channel channel, long generation) {
        commands.send(() -> {
            pushes.send(() -> {
                if (watched.remove(channel, generation)) tell(channel, to -> to.unwatched(channel, generation));
            });
        });
    }

    /** The server has appended: what this pod watches is pushed to it, unless that goes wrong. */
    void push(Channel channel, Entry entry) {
        Long generation = watched.get(channel);
        if (generation == null || server.unlucky(Fault.MESSAGE_DROPPED)) return;
        Runnable arrival = () -> {
            if (watched.containsKey(channel)) tell(channel, to -> to.message(channel, entry));
        };
        if (server.unlucky(Fault.MESSAGE_DOUBLED)) pushes.send(arrival);
        if (server.unlucky(Fault.MESSAGE_LATE))
            server.world().execute(() -> server.world().schedule(400, arrival));
        else pushes.send(arrival);
    }

    /** The subscription connection breaks: what was under way on it is lost. */
    void cut() {
        if (!up) return;
        up = false;
        pushes.cut();
        Map<Channel, Long> lost = new HashMap<>(watched);
        watched.clear();
        lost.forEach((channel, generation) -> tell(channel, to -> to.lost(channel, generation)));
    }

    void heal() {
        if (up) return;
        up = true;
        if (lanes == null) return;
        for (int i = 0; i < events.size(); i++) lanes.all().get(i).execute(events.get(i)::linkUp);
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        ask(lane, reply, () -> server.log(channel).position());
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        ask(lane, reply, () -> server.log(channel).read(fromOffset, bounds));
    }

    private <T> void ask(Lane lane, Reply<T> reply, java.util.function.Supplier<T> command) {
        commands.send(() -> {
            if (server.isAway() || server.unlucky(Fault.READ_FAILED)) {
                lane.execute(() -> reply.fail(new Refusal(Failure.BACKBONE_AWAY)));
                return;
            }
            T value = command.get();
            commands.send(() -> lane.execute(() -> reply.succeed(value)));
        });
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        commands.send(() -> {
            if (server.isAway() || server.unlucky(Fault.APPEND_REFUSED)) {
                lane.execute(() -> reply.fail(new Refusal(Failure.BACKBONE_AWAY)));
                return;
            }
            Position id = server.append(append);
            boolean lost = server.unlucky(Fault.REPLY_LOST);
            commands.send(() -> lane.execute(() -> {
                if (lost) reply.fail(new Refusal(Failure.PUBLISH_UNKNOWN));
                else reply.succeed(id);
            }));
        });
    }

    @Override
    public void stop() {}
}
