package io.tidings.core.feed;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Format;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;

/** One feed between a scripted backbone and a lane that listens, in virtual time. */
final class FeedBench implements Telemetry {
    static final Channel CHANNEL = new Channel("orders.42");
    static final Backbone.Bounds PAGE = new Backbone.Bounds(4, 1 << 20);
    static final FeedSettings SETTINGS = new FeedSettings(8, 1 << 20, 1 << 24, PAGE, 6, 30_000, 30_000, 5_000, 50);

    final SteppedLanes lanes = new SteppedLanes(2, 1);
    final ScriptedBackbone backbone = new ScriptedBackbone();
    final CountingFrames frames = new CountingFrames();
    final WrittenLog log = new WrittenLog();
    final List<Repair> repairs = new ArrayList<>();
    final List<Gap.Reason> gaps = new ArrayList<>();
    /** What was told of followed messages: their trace, how many shared the batch, and how many sessions had it. */
    final List<String> deliveries = new ArrayList<>();

    int untold;

    final ListeningLane listener = new ListeningLane(lanes.lanes().all().get(1));
    final Feeds feeds;

    FeedBench() {
        this(SETTINGS);
    }

    FeedBench(FeedSettings settings) {
        feeds = new Feeds(lanes.lanes().all().get(0), backbone, frames, settings, this);
    }

    @Override
    public void repaired(Repair reason) {
        repairs.add(reason);
    }

    @Override
    public void gap(Gap.Reason reason) {
        gaps.add(reason);
    }

    @Override
    public void deliveryUntold() {
        untold++;
    }

    @Override
    public Tracing tracing() {
        return new Tracing() {
            @Override
            public long now() {
                return lanes.lanes().all().get(0).now();
            }

            @Override
            public void delivered(String trace, Channel channel, Position id, long since, int messages, int sessions) {
                long took = now() - since;
                deliveries.add(trace + " of " + messages + " to " + sessions + " in " + took);
            }
        };
    }

    Feed.State state() {
        Feed.State state = feeds.stateOf(CHANNEL);
        if (state == null) throw new IllegalStateException("there is no feed");
        return state;
    }

    boolean isGone() {
        return feeds.stateOf(CHANNEL) == null;
    }

    /** Asks for the channel from a place on, and lets the lanes come to rest. */
    Join join(Since since) {
        return join(since, Join.Kind.FIRST);
    }

    Join join(Since since, Join.Kind kind) {
        return join(since, kind, Format.TEXT, WrittenLog.ALL);
    }

    Join join(Position position) {
        return join(new Since.At(position));
    }

    Join join(Since since, Join.Kind kind, Format format, Backbone.Bounds bounds) {
        Join join = new Join(CHANNEL, listener, new Object(), format, since, bounds, kind, 0);
        feeds.join(join);
        run();
        return join;
    }

    void cancel(Join join) {
        feeds.cancel(join);
        run();
    }

    /** The subscription of the last page leaves. */
    void leave() {
        Mark mark = listener.lastPage().mark();
        if (mark == null) throw new IllegalStateException("the last page did not reach the head");
        feeds.leave(mark, listener.lastPage().join().format());
        run();
    }

    /** Every subscription that a page has made live leaves. */
    void leaveAll() {
        for (Page page : listener.pages())
            if (page.mark() != null) feeds.leave(page.mark(), page.join().format());
        run();
    }

    void credit() {
        feeds.credit(listener.lastMark());
        run();
    }

    void watched() {
        feeds.watched(CHANNEL, backbone.generation());
        run();
    }

    void lost() {
        feeds.lost(CHANNEL, backbone.generation());
        run();
    }

    void unwatched() {
        feeds.unwatched(CHANNEL, backbone.generation());
        run();
    }

    void linkUp() {
        feeds.linkUp();
        run();
    }

    void tell(Entry entry) {
        tell(List.of(entry));
    }

    void tell(List<Entry> entries) {
        feeds.messages(CHANNEL, entries);
        run();
    }

    /** Appends to the log and tells of it. */
    Entry publish() {
        Entry entry = log.append();
        tell(entry);
        return entry;
    }

    /** As {@link #publish()}, of a message that is followed. */
    void publishFollowed(String trace) {
        Entry entry = log.append();
        tell(new Entry(entry.id(), entry.prev(), entry.message(), trace));
    }

    /** Appends a number of messages to the log and tells of each. */
    List<Entry> publish(int count) {
        List<Entry> published = new ArrayList<>();
        for (int i = 0; i < count; i++) published.add(publish());
        return published;
    }

    /** Answers the oldest read from the log. */
    void answerRead() {
        backbone.answerRead(log);
        run();
    }

    void answerPosition() {
        backbone.position().answer(log.head());
        run();
    }

    void failRead() {
        backbone.read().fail();
        run();
    }

    void run() {
        lanes.runUntilIdle();
    }

    void advance(long millis) {
        lanes.advance(millis);
    }

    /** Starts the feed with one live subscription; nothing of that is left to be taken. */
    FeedBench live() {
        join(Since.LATEST);
        watched();
        answerPosition();
        backbone.takeRequests();
        listener.takeTold();
        return this;
    }
}
