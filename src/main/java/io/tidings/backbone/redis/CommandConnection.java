package io.tidings.backbone.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands to one node, first in, first out. Confined to the loop. What gathers while answers are outstanding leaves from
 * within their arrival, where the client joins all writes into one; an idle connection sends at once.
 */
final class CommandConnection {
    private final RedisConnection connection;
    private final Context loop;
    private final List<Script> scripts;
    private final int window;
    private final Replicas replicas;
    private final Consumer<Throwable> fault;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Deque<Call> sent = new ArrayDeque<>();
    private final Deque<Call> again = new ArrayDeque<>();
    /** Size of what Redis has not answered. */
    private int inFlight;

    private boolean starting;
    private boolean reloading;
    private boolean open = true;

    /**
     * @param settings with a window below what the client itself takes
     * @param fault is told that the connection cannot be used any more; the one to call {@link #end}
     */
    CommandConnection(
            RedisConnection connection,
            Context loop,
            List<Script> scripts,
            RedisSettings settings,
            Consumer<Throwable> fault) {
        this.connection = connection;
        this.loop = loop;
        this.scripts = scripts;
        this.window = settings.window();
        this.replicas = new Replicas(settings.replicaPatience());
        this.fault = fault;
    }

    void send(Call call) {
        if (!open) {
            call.onBroken();
            return;
        }
        waiting.add(call);
        if (sent.isEmpty()) start();
    }

    /** How much may be on its way at once. */
    int window() {
        return window;
    }

    /** Sends one call, once all that is asked for in this turn of the loop has been heard; the others leave with its answer. */
    private void start() {
        if (starting) return;
        starting = true;
        loop.runOnContext(nothing -> {
            starting = false;
            if (sent.isEmpty()) drain(1);
        });
    }

    /** Sends past the queue; errors and missing answers are nobody's business but the canary's. */
    Future<Response> sendNow(Request request) {
        return open ? connection.send(request) : Future.failedFuture("the connection has ended");
    }

    /** Answers every call: no further answer of Redis is taken. */
    void end() {
        if (!open) return;
        open = false;
        for (Deque<Call> calls : List.of(sent, again, waiting)) {
            calls.forEach(Call::onBroken);
            calls.clear();
        }
    }

    private void drain() {
        drain(Integer.MAX_VALUE);
    }

    private void drain(int most) {
        if (replicas.isAsked() || (reloading && !reloaded())) return;
        int left = most;
        while (open && left > 0 && !waiting.isEmpty() && fits(waiting.element())) {
            Call call = waiting.remove();
            if (!call.toSent()) continue;
            transmit(call);
            left--;
        }
        if (open && replicas.isWanted()) transmit(replicas.ask());
    }

    private boolean fits(Call call) {
        return inFlight + call.size() <= window || sent.isEmpty();
    }

    private void transmit(Call call) {
        sent.add(call);
        inFlight += call.size();
        replicas.onSent(call);
        connection.send(call.request()).onComplete(result -> onAnswer(call, result));
    }

    private void onAnswer(Call call, AsyncResult<Response> result) {
        if (!open) return;
        RedisError error = result.failed() ? RedisError.of(result.cause()) : null;
        if (result.failed() && error == null) {
            fault.accept(result.cause());
            return;
        }
        sent.remove();
        inFlight -= call.size();
        if (error != null) onError(call, error);
        else if (!replicas.keeps(call, result.result())) call.answer.onReply(result.result());
        drain();
    }

    private void onError(Call call, RedisError error) {
        if (error.isNoScript() && call.toRepeated()) {
            again.add(call);
            reloading = true;
        } else {
            call.answer.onError(error);
        }
    }

    /** INVARIANT: scripts are loaded again when nothing is in flight, so that what is sent again keeps its order. */
    private boolean reloaded() {
        if (!sent.isEmpty()) return false;
        reloading = false;
        while (!again.isEmpty()) waiting.addFirst(again.removeLast());
        for (Script script : scripts) {
            Call load = new Call(script.load(), IGNORED);
            load.toSent();
            transmit(load);
        }
        return true;
    }

    /** When loading fails, the calls behind it say so. */
    private static final Call.Answer IGNORED = new Call.Answer() {
        @Override
        public void onReply(@Nullable Response reply) {}

        @Override
        public void onError(RedisError error) {}

        @Override
        public void onBroken(boolean sent) {}
    };
}
