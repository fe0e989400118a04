package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel on one node: its head, its recent messages and the lanes that listen. Confined to its lane.
 *
 * <p>INVARIANT: a message is appended if and only if its {@code prev} is the head; everything else is decided by the log.
 */
final class Feed {
    /** Where a feed is between nobody's interest and a stream that is whole. */
    enum State {
        /** The backbone was asked for the channel's messages. */
        WATCHING,
        /** Watched; the log is being read from the head on. */
        READING,
        /** Watched, and the head is the end of the log as far as anyone has told. */
        LIVE,
        /** The link is lost: ring and head are kept, nobody hears anything. */
        STALE,
        /** The watch is being ended. */
        CLOSING
    }

    private final Channel channel;
    private final FeedContext context;
    private final Feeds feeds;
    private final Marks marks;
    private final Joins joins;
    private State state = State.WATCHING;
    private long generation;
    private boolean watchPending;
    private int watchAttempt;
    private @Nullable Ring ring;
    private @Nullable Reading reading;
    private Lane.@Nullable Timer timer;
    private int appended;
    private int appendedAtAudit;

    Feed(Channel channel, FeedContext context, Feeds feeds) {
        this.channel = channel;
        this.context = context;
        this.feeds = feeds;
        this.marks = new Marks(this, context);
        this.joins = new Joins(this, context);
        context.telemetry.feeds(state.name(), 1);
        watch();
    }

    Channel channel() {
        return channel;
    }

    State state() {
        return state;
    }

    boolean isLive() {
        return state == State.LIVE;
    }

    boolean hasRing() {
        return ring != null;
    }

    Ring ring() {
        if (ring == null) throw new IllegalStateException(channel + " has no head yet");
        return ring;
    }

    void join(Join join) {
        if (state != State.LIVE) {
            joins.await(join);
            return;
        }
        stopTimer();
        joins.serve(join, ring());
        onInterestLost();
    }

    void cancel(Join join) {
        if (joins.cancel(join)) onInterestLost();
    }

    Mark register(Join join) {
        return marks.register(join.listener(), join.format(), ring());
    }

    void leave(Mark mark, Format format) {
        marks.unregister(mark, format);
        onInterestLost();
    }

    void credit(Mark mark) {
        if (ring != null) marks.credit(mark, ring);
        if (state == State.LIVE) onInterestLost();
    }

    private void watch() {
        to(State.WATCHING);
        generation = context.nextGeneration();
        watchPending = true;
        context.backbone.watch(channel, generation);
    }

    void onWatched(long watched) {
        if (watched != generation || state != State.WATCHING) return;
        watchPending = false;
        watchAttempt = 0;
        toReading(ring == null ? null : Telemetry.Repair.RELINK, null);
    }

    void onWatchFailed(long failed) {
        if (failed != generation) return;
        watchPending = false;
        if (state == State.CLOSING) onUnwatched(failed);
        else if (state == State.WATCHING)
            timer = context.lane.schedule(context.backOff(watchAttempt++, channel.hashCode()), this::watch);
    }

    /** Those that chain are posted in one step. */
    void onMessages(List<Entry> entries) {
        int before = appended;
        for (Entry entry : entries) onMessage(entry);
        if (appended == before || ring == null) return;
        post();
        if (state == State.LIVE) onInterestLost();
    }

    private void onMessage(Entry entry) {
        if (state == State.READING && reading != null) reading.hold(entry);
        if (state != State.LIVE) return;
        if (entry.prev().equals(ring().head())) {
            append(entry);
        } else if (!ring().contains(entry.id())) {
            toReading(Telemetry.Repair.CHAIN, entry);
        }
    }

    /** The head is not the end of the log: reads on from it. */
    void repair(Telemetry.Repair reason) {
        toReading(reason, null);
    }

    private void toReading(Telemetry.@Nullable Repair reason, @Nullable Entry held) {
        if (reason != null) context.telemetry.repaired(reason);
        stopTimer();
        to(State.READING);
        reading = new Reading(this, context);
        if (held != null) reading.hold(held);
        reading.read();
    }

    void onReadDone() {
        reading = null;
        to(State.LIVE);
        joins.serveWaiting(ring());
        onInterestLost();
    }

    /** A read for joins failed and may be repeated. */
    void onJoinsReadable() {
        if (state != State.LIVE) return;
        joins.serveWaiting(ring());
        onInterestLost();
    }

    /** The channel's first known position. */
    void open(Position position) {
        ring = new Ring(position);
    }

    void append(Entry entry) {
        context.budget.append(ring(), new Slot(entry), context.settings);
        if (entry.trace() != null) marks.follow(entry, ring());
        appended++;
    }

    void post() {
        marks.post(ring());
    }

    /** Tells a hole to all live subscriptions; the stream goes on after it. */
    void gap(Gap gap) {
        context.telemetry.gap(gap.reason());
        marks.gap(gap, ring());
        joins.forget();
        context.budget.reset(ring(), gap.id());
        marks.skipTo(ring());
        appended++;
    }

    void onLost(long lost) {
        if (lost != generation) return;
        watchPending = false;
        if (state == State.CLOSING) {
            onUnwatched(lost);
            return;
        }
        endReading();
        stopTimer();
        to(State.STALE);
        onInterestLost();
    }

    void onLinkUp() {
        if (state == State.STALE) watch();
    }

    void onUnwatched(long unwatched) {
        if (state != State.CLOSING || unwatched != generation) return;
        if (joins.isEmpty()) remove();
        else watch();
    }

    /** Someone has left, was refused, or took a page and is not live: a feed that nobody needs lingers, and then ends. */
    void onInterestLost() {
        if (!marks.isEmpty() || !joins.isEmpty() || state == State.CLOSING) return;
        if (state == State.LIVE) {
            if (timer == null) timer = context.lane.schedule(context.settings.lingerMillis(), this::unwatch);
        } else if (state == State.STALE || state == State.WATCHING && !watchPending) {
            remove();
        } else {
            unwatch();
        }
    }

    private void unwatch() {
        endReading();
        stopTimer();
        to(State.CLOSING);
        context.backbone.unwatch(channel, generation);
    }

    /** Compares the head with the backbone's position, unless the chain has advanced since the last visit. */
    void audit() {
        boolean advanced = appended != appendedAtAudit;
        appendedAtAudit = appended;
        if (state != State.LIVE || advanced) return;
        Reply<Position> reply = Reply.of(this::onAudited, refusal -> {});
        context.backbone.position(channel, context.lane, reply);
    }

    private void onAudited(Position position) {
        // An answer that is older than the last append says nothing.
        if (state == State.LIVE && appended == appendedAtAudit && !position.equals(ring().head()))
            repair(Telemetry.Repair.AUDIT);
    }

    /** Gives everything back; nothing is told of this feed any more. */
    void remove() {
        stopTimer();
        endReading();
        joins.close();
        if (ring != null) context.budget.reset(ring, ring.head());
        context.telemetry.feeds(state.name(), -1);
        state = State.CLOSING;
        feeds.remove(this);
    }

    private void endReading() {
        if (reading != null) reading.end();
        reading = null;
    }

    private void stopTimer() {
        if (timer != null) timer.cancel();
        timer = null;
    }

    private void to(State next) {
        context.telemetry.feeds(state.name(), -1);
        context.telemetry.feeds(next.name(), 1);
        state = next;
    }
}
