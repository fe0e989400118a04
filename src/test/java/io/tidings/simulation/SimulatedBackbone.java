package io.tidings.simulation;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pod's way to Redis: a connection for commands and one for messages, both in order, slow, lossy, now and then cut, and
 * after a failover not always to the same server.
 */
final class SimulatedBackbone implements Backbone {
    private static final int LATE_MILLIS = 400;
    private static final int DOWN_MILLIS = 1_500;

    private final SimulatedRedis redis;
    private final Weather weather;
    private final Commands commands;
    private final Pipe watches;
    private final Pipe messages;
    private final Map<Channel, Long> watched = new LinkedHashMap<>();
    private SimulatedServer source;
    private boolean up = true;
    /** How often the connections were cut: what was asked for in an earlier life is void. */
    private int life;

    private @Nullable Lanes lanes;
    private List<Events> events = List.of();

    SimulatedBackbone(SimulatedRedis redis) {
        this.redis = redis;
        this.weather = redis.weather;
        this.source = redis.primary();
        this.commands = new Commands(redis);
        this.watches = new Pipe(redis.lane, redis.random);
        this.messages = new Pipe(redis.lane, redis.random);
        redis.attach(this);
    }

    @Override
    public void start(Lanes lanes, List<Events> events) {
        this.lanes = lanes;
        this.events = events;
    }

    private void tell(Channel channel, Consumer<Events> what) {
        if (lanes == null) throw new IllegalStateException("not started");
        Events owner = events.get(lanes.ownerIndex(channel));
        lanes.owner(channel).execute(() -> what.accept(owner));
    }

    @Override
    public void watch(Channel channel, long generation) {
        int asked = life;
        watches.send(() -> {
            if (!up || asked != life || weather.strikes(Fault.WATCH_FAILED)) {
                tell(channel, to -> to.watchFailed(channel, generation));
                return;
            }
            watched.put(channel, generation);
            messages.send(() -> {
                if (isWatched(channel, generation)) tell(channel, to -> to.watched(channel, generation));
            });
        });
    }

    private boolean isWatched(Channel channel, long generation) {
        return watched.getOrDefault(channel, -1L) == generation;
    }

    @Override
    public void unwatch(Channel channel, long generation) {
        watches.send(() -> messages.send(() -> {
            if (watched.remove(channel, generation)) tell(channel, to -> to.unwatched(channel, generation));
        }));
    }

    /** A server has appended: what this pod watches there is told to it, unless that goes wrong. */
    void push(SimulatedServer server, Channel channel, Entry entry) {
        if (server != source || !watched.containsKey(channel) || weather.strikes(Fault.MESSAGE_DROPPED)) return;
        Runnable arrival = () -> {
            if (watched.containsKey(channel)) tell(channel, to -> to.messages(channel, List.of(entry)));
        };
        if (weather.strikes(Fault.MESSAGE_DOUBLED)) messages.send(arrival);
        if (weather.strikes(Fault.MESSAGE_LATE)) redis.lane.execute(() -> redis.lane.schedule(LATE_MILLIS, arrival));
        else messages.send(arrival);
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        commands.read(lane, reply, server -> server.log(channel).position());
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        commands.read(lane, reply, server -> server.log(channel).read(fromOffset, bounds));
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        commands.append(lane, reply, server -> server.append(append));
    }

    /** The subscription connection breaks, and comes back after a while. */
    void cut() {
        if (up) reconnect(commands.server(), source, false);
    }

    /** Both connections break. */
    void cutNode() {
        if (up) reconnect(commands.server(), source, true);
    }

    /** Both connections break; those that follow lead elsewhere. */
    void reconnect(SimulatedServer forCommands, SimulatedServer forMessages) {
        reconnect(forCommands, forMessages, true);
    }

    private void reconnect(SimulatedServer forCommands, SimulatedServer forMessages, boolean both) {
        up = false;
        life++;
        messages.cut();
        Map<Channel, Long> lost = new LinkedHashMap<>(watched);
        watched.clear();
        lost.forEach((channel, generation) -> tell(channel, to -> to.lost(channel, generation)));
        if (both) commands.cut(forCommands);
        source = forMessages;
        int cut = life;
        redis.lane.schedule(redis.random.nextInt(DOWN_MILLIS), () -> {
            if (cut == life) heal();
        });
    }

    void heal() {
        if (up || lanes == null) return;
        up = true;
        commands.up();
        for (int i = 0; i < events.size(); i++) lanes.all().get(i).execute(events.get(i)::linkUp);
    }

    boolean isSplit() {
        return commands.server() != source;
    }

    boolean isAt(SimulatedServer server) {
        return commands.server() == server && source == server;
    }

    /** Whether nothing is watched and nothing waits for a reply. */
    boolean isQuiet() {
        return watched.isEmpty() && commands.isQuiet();
    }

    @Override
    public void stop() {}

    @Override
    public String toString() {
        return "watched " + watched + ", commands " + commands;
    }
}
