package io.tidings.simulation;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A pod's connection for commands: requests and replies in order, each of which may be lost on its way. */
final class Commands {
    private static final int DEADLINE_MILLIS = 500;

    private final SimulatedRedis redis;
    private final Weather weather;
    private final Pipe requests;
    private final Pipe replies;
    private final Set<Request<?>> waiting = new LinkedHashSet<>();
    private SimulatedServer server;
    private boolean up = true;

    Commands(SimulatedRedis redis) {
        this.redis = redis;
        this.weather = redis.weather;
        this.server = redis.primary();
        this.requests = new Pipe(redis.lane, redis.random);
        this.replies = new Pipe(redis.lane, redis.random);
    }

    SimulatedServer server() {
        return server;
    }

    <T> void read(Lane lane, Reply<T> reply, Function<SimulatedServer, T> command) {
        Request<T> request = new Request<>(lane, reply, Failure.BACKBONE_AWAY);
        send(request, () -> {
            if (isRefused() || weather.strikes(Fault.READ_REFUSED)) refuse(request);
            else reply(request, command.apply(server), Fault.READ_REPLY_LOST);
        });
    }

    void append(Lane lane, Reply<Position> reply, Function<SimulatedServer, Position> command) {
        Request<Position> request = new Request<>(lane, reply, Failure.PUBLISH_UNKNOWN);
        send(request, () -> {
            if (isRefused() || weather.strikes(Fault.APPEND_REFUSED)) refuse(request);
            else if (weather.strikes(Fault.APPEND_LOST)) expireLater(request);
            else append(request, command);
        });
    }

    private void append(Request<Position> request, Function<SimulatedServer, Position> command) {
        try {
            reply(request, command.apply(server), Fault.APPEND_REPLY_LOST);
        } catch (Refusal refusal) {
            replies.send(() -> {
                waiting.remove(request);
                request.refuse(refusal);
            });
        }
    }

    private void send(Request<?> request, Runnable arrival) {
        waiting.add(request);
        requests.send(arrival);
    }

    private boolean isRefused() {
        return !up || server.isAway();
    }

    private void refuse(Request<?> request) {
        waiting.remove(request);
        request.refuse(new Refusal(Failure.BACKBONE_AWAY));
    }

    private <T> void reply(Request<T> request, T value, Fault lost) {
        if (weather.strikes(lost)) {
            expireLater(request);
            return;
        }
        replies.send(() -> {
            waiting.remove(request);
            request.succeed(value);
        });
    }

    private void expireLater(Request<?> request) {
        redis.lane.schedule(DEADLINE_MILLIS, () -> {
            waiting.remove(request);
            request.expire();
        });
    }

    /** The connection breaks: nobody can say what became of what waits. */
    void cut(SimulatedServer next) {
        up = false;
        server = next;
        requests.cut();
        replies.cut();
        List<Request<?>> lost = new ArrayList<>(waiting);
        waiting.clear();
        lost.forEach(Request::expire);
    }

    void up() {
        up = true;
    }

    boolean isQuiet() {
        return waiting.isEmpty();
    }

    @Override
    public String toString() {
        return (up ? "up" : "down") + ", waiting " + waiting.size();
    }
}
