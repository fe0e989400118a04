package io.tidings.core.fanout;

import io.tidings.core.feed.Chunk;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedListener;
import io.tidings.core.feed.Join;
import io.tidings.core.feed.Mark;
import io.tidings.core.feed.Page;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** All subscriptions of one lane, by channel: delivers what feeds post. Confined to its lane. */
public final class Fanout implements FeedListener {
    /** Subscriptions that are served before the loop is given to others. */
    static final int SLICE = 2048;

    private final Lane lane;
    private final FeedDirectory directory;
    private final Backbone.Bounds pageBounds;
    private final Telemetry telemetry;
    private final Map<Channel, Listeners> table = new HashMap<>();

    /** @param pageBounds of a page of replay, small enough for a session's outbox */
    public Fanout(Lane lane, FeedDirectory directory, Backbone.Bounds pageBounds, Telemetry telemetry) {
        this.lane = lane;
        this.directory = directory;
        this.pageBounds = pageBounds;
        this.telemetry = telemetry;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    FeedDirectory directory() {
        return directory;
    }

    Backbone.Bounds pageBounds() {
        return pageBounds;
    }

    /** Subscriptions that are live on this lane. */
    public int size() {
        return table.values().stream().mapToInt(Listeners::size).sum();
    }

    /** Starts a subscription; its first page is bounded by the caller, who may start many at once. */
    public Subscription join(
            Channel channel, Since since, Join.Kind kind, Format format, Backbone.Bounds bounds, Receiver receiver) {
        Subscription subscription = new Subscription(channel, receiver, this, format, kind);
        subscription.join(since, kind, bounds);
        return subscription;
    }

    /** Ends a subscription. */
    public void leave(Subscription subscription) {
        if (subscription.hasLeft()) return;
        unlist(subscription);
        subscription.leave();
    }

    private void unlist(Subscription subscription) {
        Listeners listeners = table.get(subscription.channel());
        if (listeners == null) return;
        listeners.remove(subscription);
        if (listeners.isEmpty()) table.remove(subscription.channel());
    }

    @Override
    public void onPage(Page page) {
        Subscription subscription = (Subscription) page.join().subscriber();
        boolean awaited = subscription.awaits(page.join());
        try {
            if (awaited) deliver(subscription, page);
        } finally {
            page.chunk().release();
            if (page.mark() != null && (!awaited || subscription.hasLeft()))
                directory.leave(page.mark(), page.join().format());
        }
        if (!awaited || subscription.hasLeft()) return;
        if (page.mark() != null) toLive(subscription, page.mark(), page.join().askedAt());
        else if (page.more()) subscription.onMore();
        else subscription.receiver().onLive(subscription);
        subscription.receiver().onFlush();
    }

    private void deliver(Subscription subscription, Page page) {
        try {
            subscription.onPage(page);
        } catch (RuntimeException | Error fault) {
            subscription.onFault(fault);
            throw fault;
        }
        telemetry.delivered(page.chunk().size());
    }

    private void toLive(Subscription subscription, Mark mark, long askedAt) {
        table.computeIfAbsent(subscription.channel(), channel -> new Listeners())
                .add(subscription);
        subscription.toLive(mark);
        telemetry.joined(lane.now() - askedAt);
    }

    @Override
    public void onBatch(Mark mark, Chunk chunk) {
        Runnable done = () -> {
            chunk.release();
            directory.credit(mark);
        };
        round(mark, subscription -> deliver(subscription, chunk), done);
    }

    private void deliver(Subscription subscription, Chunk chunk) {
        Frame[] frames = chunk.frames(subscription.format());
        int size = chunk.size();
        for (int i = 0; i < size && !subscription.hasLeft(); i++) {
            if (subscription.accept(chunk.entry(i), frames == null ? null : frames[i])) continue;
            joinAgain(subscription);
            return;
        }
        telemetry.delivered(size);
        subscription.receiver().onFlush();
    }

    @Override
    public void onGap(Mark mark, Gap gap) {
        round(
                mark,
                subscription -> {
                    if (gap.since().equals(subscription.position())) subscription.tellGap(gap);
                    else joinAgain(subscription);
                    subscription.receiver().onFlush();
                },
                () -> {});
    }

    @Override
    public void onBehind(Mark mark) {
        round(
                mark,
                subscription -> {
                    if (subscription.mark() != mark) return;
                    unlist(subscription);
                    toBehind(subscription, Telemetry.Rejoin.OVERRUN);
                },
                () -> {});
    }

    private void joinAgain(Subscription subscription) {
        Mark mark = subscription.mark();
        if (mark != null) directory.leave(mark, subscription.format());
        unlist(subscription);
        toBehind(subscription, Telemetry.Rejoin.CHAIN);
    }

    private void toBehind(Subscription subscription, Telemetry.Rejoin reason) {
        telemetry.rejoined(reason);
        subscription.toBehind();
    }

    /** Does something with all live subscriptions of a channel, behind what is under way with them. */
    private void round(Mark mark, Consumer<Subscription> each, Runnable done) {
        Listeners listeners = table.get(mark.channel());
        if (listeners == null) done.run();
        else if (listeners.enqueue(each, done)) slice(mark.channel(), listeners);
    }

    private void slice(Channel channel, Listeners listeners) {
        boolean more = true;
        try {
            more = listeners.run(SLICE);
        } finally {
            // what a receiver throws is the lane's business; those behind it are served all the same
            if (more) lane.execute(() -> slice(channel, listeners));
            else if (listeners.isEmpty()) table.remove(channel, listeners);
        }
    }

    @Override
    public void onRefused(Join join, Refusal refusal) {
        Subscription subscription = (Subscription) join.subscriber();
        if (!subscription.awaits(join)) return;
        leave(subscription);
        subscription.receiver().onRefused(subscription, refusal);
    }
}
