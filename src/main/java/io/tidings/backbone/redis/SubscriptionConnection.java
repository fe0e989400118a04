package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one node pushes: watches, their confirmations, messages. Confined to the loop. Nothing but SUBSCRIBE and
 * UNSUBSCRIBE is ever sent here: a push would be taken for the answer of any other command.
 */
final class SubscriptionConnection {
    private static final System.Logger LOG = System.getLogger(SubscriptionConnection.class.getName());

    private final RedisConnection connection;
    private final Context loop;
    private final Keys keys;
    private final LaneEvents events;
    private final Canary canary;
    private final Consumer<Throwable> fault;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Deque<Subscribing> gathered = new ArrayDeque<>();
    private final Deque<Subscribing> unconfirmed = new ArrayDeque<>();
    private boolean open = true;

    /** @param fault is told that the connection cannot be used any more; the one to call {@link #end} */
    SubscriptionConnection(
            RedisConnection connection,
            Context loop,
            Keys keys,
            LaneEvents events,
            Canary canary,
            Consumer<Throwable> fault) {
        this.connection = connection;
        this.loop = loop;
        this.keys = keys;
        this.events = events;
        this.canary = canary;
        this.fault = fault;
    }

    /** A generation that is still watched is told lost: whoever asks for another has forgotten it. */
    void watch(Channel channel, long generation) {
        Watch watch = new Watch(channel, keys.topic(channel), generation, events.ownerIndex(channel));
        Watch earlier = watches.put(watch.topic, watch);
        if (earlier != null) events.lost(channel, earlier.generation);
        gather(Command.SUBSCRIBE, watch);
    }

    /** A generation that is not watched has had its answer. */
    void unwatch(Channel channel, long generation) {
        Watch watch = watches.get(keys.topic(channel));
        if (watch == null || watch.generation != generation || watch.state == Watch.State.ENDING) return;
        watch.state = Watch.State.ENDING;
        gather(Command.UNSUBSCRIBE, watch);
    }

    /** Tells all other channels that their stream is broken: they belong to another node now. */
    void keep(Predicate<Channel> owned) {
        for (Watch watch : List.copyOf(watches.values())) {
            if (owned.test(watch.channel)) continue;
            watches.remove(watch.topic);
            tellGone(watch);
            if (watch.state != Watch.State.ENDING) gather(Command.UNSUBSCRIBE, watch);
        }
    }

    /** Answers every watch. */
    void end() {
        if (!open) return;
        open = false;
        watches.values().forEach(this::tellGone);
        watches.clear();
    }

    private void tellGone(Watch watch) {
        if (watch.state == Watch.State.ASKED) events.watchFailed(watch.channel, watch.generation);
        else events.lost(watch.channel, watch.generation);
    }

    /** The connection's handler. An exception that reached the parser would leave it out of step for good. */
    void onPush(@Nullable Response push) {
        if (!open) return;
        try {
            if (push == null) throw new IllegalStateException("Redis pushed nothing");
            if (push.type() == ResponseType.ERROR) onRefused(push);
            else onPush(push.get(0).toString(), push.get(1).toString(), push.get(2));
        } catch (RuntimeException e) {
            fault.accept(e);
        }
    }

    private void onPush(String kind, String topic, Response rest) {
        switch (kind) {
            case "message" -> onMessage(topic, rest.toBuffer());
            case "subscribe" -> onConfirmed(Command.SUBSCRIBE, topic);
            case "unsubscribe" -> onConfirmed(Command.UNSUBSCRIBE, topic);
            default -> throw new IllegalStateException("Redis pushed " + kind);
        }
    }

    private void onMessage(String topic, Buffer payload) {
        Watch watch = watches.get(topic);
        if (watch == null) {
            if (canary.isTopic(topic)) canary.onReturn(payload.toString());
            return;
        }
        try {
            Entry entry = Payload.entry(payload);
            events.message(watch.lane, watch.channel, entry);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "Foreign message ignored; channel={0}", watch.channel);
        }
    }

    private void onConfirmed(Command command, String topic) {
        Subscribing oldest = unconfirmed.peek();
        Watch watch = oldest == null || !oldest.command.equals(command) ? null : oldest.confirm(topic);
        if (oldest == null || watch == null) throw new IllegalStateException("Redis confirmed what was not asked next");
        if (oldest.isDone()) unconfirmed.remove();
        if (watches.get(topic) != watch) return;
        if (command.equals(Command.SUBSCRIBE)) onWatched(watch);
        else onUnwatched(watch);
    }

    private void onWatched(Watch watch) {
        if (watch.state == Watch.State.ASKED) watch.state = Watch.State.CONFIRMED;
        events.watched(watch.channel, watch.generation);
    }

    private void onUnwatched(Watch watch) {
        watches.remove(watch.topic);
        events.unwatched(watch.channel, watch.generation);
    }

    /** Redis answers a command that it refuses with one error; a watch that is ending has another command under way. */
    private void onRefused(Response error) {
        Subscribing refused = unconfirmed.poll();
        if (refused == null) throw new IllegalStateException("Redis refused what was not asked");
        LOG.log(System.Logger.Level.WARNING, "Redis refused to subscribe; reason={0}", error);
        Watch.State state = refused.command.equals(Command.SUBSCRIBE) ? Watch.State.ASKED : Watch.State.ENDING;
        for (Watch watch : refused.rest())
            if (watch.state == state && watches.remove(watch.topic, watch)) tellGone(watch);
    }

    private void gather(Command command, Watch watch) {
        if (gathered.isEmpty()) loop.runOnContext(nothing -> sendGathered());
        Subscribing last = gathered.peekLast();
        if (last != null && last.add(command, watch)) return;
        Subscribing next = new Subscribing(command);
        next.add(command, watch);
        gathered.add(next);
    }

    private void sendGathered() {
        while (open && !gathered.isEmpty()) {
            Subscribing next = gathered.remove();
            unconfirmed.add(next);
            connection.send(next.request());
        }
    }
}
