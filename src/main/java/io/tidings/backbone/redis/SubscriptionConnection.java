package io.tidings.backbone.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.Channel;
import io.vertx.core.Context;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one node pushes: watches, their confirmations, messages. Confined to the loop. Nothing but commands that subscribe
 * and unsubscribe is ever sent here: a push would be taken for the answer of any other command.
 */
final class SubscriptionConnection {
    private static final System.Logger LOG = System.getLogger(SubscriptionConnection.class.getName());

    /** Who is told; called on the loop. */
    interface Listener {
        /** The connection cannot be used any more; the one to call {@link #end}. */
        void onFault(Throwable cause);

        /** The server says that it does not own what was watched or is to be watched. */
        void onMoved();
    }

    private final RedisConnection connection;
    private final Context loop;
    private final Keys keys;
    private final PubSub pubSub;
    private final LaneEvents events;
    private final Canary canary;
    private final Listener listener;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Deque<Subscribing> gathered = new ArrayDeque<>();
    private final Deque<Subscribing> unconfirmed = new ArrayDeque<>();
    private boolean open = true;

    SubscriptionConnection(RedisConnection connection, RedisNode.Common common, Canary canary, Listener listener) {
        this.connection = connection;
        this.loop = common.loop();
        this.keys = common.keys();
        this.pubSub = common.topology().pubSub();
        this.events = common.events();
        this.canary = canary;
        this.listener = listener;
    }

    /** A generation that is still watched is told lost: whoever asks for another has forgotten it. */
    void watch(Channel channel, long generation) {
        Watch watch = new Watch(channel, keys.topic(channel), generation, events.ownerIndex(channel));
        Watch earlier = watches.put(watch.topic, watch);
        if (earlier != null) events.lost(channel, earlier.generation);
        gather(pubSub.subscribe, watch);
    }

    /** A generation that is not watched has had its answer. */
    void unwatch(Channel channel, long generation) {
        Watch watch = watches.get(keys.topic(channel));
        if (watch == null || watch.generation != generation || watch.state == Watch.State.ENDING) return;
        watch.state = Watch.State.ENDING;
        gather(pubSub.unsubscribe, watch);
    }

    /** Tells all other channels that their stream is broken: they belong to another node now. */
    void keep(Predicate<Channel> owned) {
        for (Watch watch : List.copyOf(watches.values())) {
            if (owned.test(watch.channel)) continue;
            watches.remove(watch.topic);
            tellGone(watch);
            if (watch.state != Watch.State.ENDING) gather(pubSub.unsubscribe, watch);
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
            listener.onFault(e);
        }
    }

    private void onPush(String kind, String topic, Response rest) {
        switch (kind) {
            case "message", "smessage" -> onMessage(topic, rest.toBytes());
            case "subscribe", "ssubscribe" -> onConfirmed(pubSub.subscribe, topic);
            case "unsubscribe", "sunsubscribe" -> onEnded(topic);
            default -> throw new IllegalStateException("Redis pushed " + kind);
        }
    }

    private void onMessage(String topic, byte[] payload) {
        Watch watch = watches.get(topic);
        if (watch == null) {
            if (canary.isTopic(topic)) canary.onReturn(new String(payload, US_ASCII));
            return;
        }
        try {
            events.messages(watch.lane, watch.channel, Payload.entries(payload));
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "Foreign message ignored; channel={0}", watch.channel);
        }
    }

    /** A server whose slot goes to another one ends what is subscribed there, unasked and in an order of its own. */
    private void onEnded(String topic) {
        Subscribing oldest = unconfirmed.peek();
        if (oldest != null && oldest.isNext(pubSub.unsubscribe, topic)) {
            onConfirmed(pubSub.unsubscribe, topic);
            return;
        }
        Watch watch = watches.remove(topic);
        if (watch != null) tellGone(watch);
        listener.onMoved();
    }

    private void onConfirmed(Command command, String topic) {
        Subscribing oldest = unconfirmed.peek();
        if (oldest == null || !oldest.isNext(command, topic))
            throw new IllegalStateException("Redis confirmed what was not asked next");
        Watch watch = oldest.confirm();
        if (oldest.isDone()) unconfirmed.remove();
        if (watches.get(topic) != watch) return;
        if (command.equals(pubSub.subscribe)) onWatched(watch);
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
    private void onRefused(Response answer) {
        RedisError error = Objects.requireNonNull(RedisError.of((Throwable) answer));
        if (isOfEnded(error)) return;
        Subscribing refused = unconfirmed.poll();
        if (refused == null) throw new IllegalStateException("Redis refused what was not asked");
        if (error.isOfAnotherOwner()) listener.onMoved();
        else LOG.log(System.Logger.Level.WARNING, "Redis refused to subscribe; reason={0}", answer);
        Watch.State state = refused.command.equals(pubSub.subscribe) ? Watch.State.ASKED : Watch.State.ENDING;
        for (Watch watch : refused.rest())
            if (watch.state == state && watches.remove(watch.topic, watch)) tellGone(watch);
    }

    /** Whether it refuses to end what the server itself has ended before, which was taken for the confirmation. */
    private boolean isOfEnded(RedisError error) {
        int slot = error.movedSlot();
        Subscribing oldest = unconfirmed.peek();
        return slot >= 0 && (oldest == null || oldest.slot() != slot);
    }

    private void gather(Command command, Watch watch) {
        if (gathered.isEmpty()) loop.runOnContext(nothing -> sendGathered());
        Subscribing last = gathered.peekLast();
        if (last != null && last.add(command, watch)) return;
        gathered.add(new Subscribing(pubSub, command, watch));
    }

    private void sendGathered() {
        while (open && !gathered.isEmpty()) {
            Subscribing next = gathered.remove();
            unconfirmed.add(next);
            connection.send(next.request());
        }
    }
}
