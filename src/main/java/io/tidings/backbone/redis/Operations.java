package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All operations without an answer: starts, repeats and expires them. Confined to the loop. */
final class Operations {
    private final long patience;
    private final Function<Channel, @Nullable Link> route;
    private final Runnable suspicion;
    /** INVARIANT: in the order of their deadlines, as all have the same patience. */
    private final Set<Operation<?>> unanswered = new LinkedHashSet<>();

    private final Deque<Operation<?>> held = new ArrayDeque<>();
    private boolean open = true;

    /**
     * @param route the link to the node that owns a channel; null while nobody knows which
     * @param suspicion run when a node says that it is not the one to ask
     */
    Operations(RedisSettings settings, Function<Channel, @Nullable Link> route, Runnable suspicion) {
        this.suspicion = suspicion;
        this.patience = settings.deadline().toNanos();
        this.route = route;
    }

    /** From an operation's start to its deadline, in nanoseconds. */
    long patience() {
        return patience;
    }

    void start(Operation<?> operation) {
        unanswered.add(operation);
        if (open) attempt(operation);
        else operation.expire();
    }

    /** Where the channel's commands are to be sent; null while its owner is not known or away. */
    @Nullable
    CommandConnection owner(Channel channel) {
        Link link = route.apply(channel);
        RedisNode node = link == null ? null : link.connected();
        return node == null ? null : node.commands();
    }

    /** An outage that has lasted longer than anybody waits is answered at once. */
    private void attempt(Operation<?> operation) {
        Link link = route.apply(operation.channel);
        RedisNode node = link == null ? null : link.connected();
        if (node != null) operation.attempt(node.commands());
        else if (link != null && link.away() > patience) operation.expire();
        else held.add(operation);
    }

    /** Keeps an operation for its next attempt. */
    void hold(Operation<?> operation) {
        if (open) held.add(operation);
        else operation.expire();
    }

    void onRefused(RedisError error) {
        if (error.isOfAnotherOwner()) suspicion.run();
    }

    void onAnswered(Operation<?> operation) {
        unanswered.remove(operation);
    }

    /** Tries what waits and is not pausing, in its order. */
    void onLinkUp() {
        attemptHeld(System.nanoTime());
    }

    /** Called every few milliseconds. */
    void tick() {
        long now = System.nanoTime();
        List<Operation<?>> expired = new ArrayList<>();
        for (Operation<?> operation : unanswered) {
            if (!operation.isExpired(now)) break;
            expired.add(operation);
        }
        expired.forEach(Operation::expire);
        attemptHeld(now);
    }

    private void attemptHeld(long now) {
        for (int left = held.size(); left > 0; left--) {
            Operation<?> operation = held.remove();
            if (operation.isAnswered()) continue;
            if (operation.isPausing(now)) held.add(operation);
            else attempt(operation);
        }
    }

    /** Answers everything; what comes later is answered at once. */
    void stop() {
        open = false;
        new ArrayList<>(unanswered).forEach(Operation::expire);
        held.clear();
    }
}
