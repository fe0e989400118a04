package io.tidings.core.fanout;

import io.tidings.core.SteppedLanes;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Format;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;

/** A feed on one lane, the fan-out on another, in virtual time, over a scripted backbone. */
final class FanoutBench {
    static final Channel CHANNEL = new Channel("orders.42");
    static final Backbone.Bounds PAGE = new Backbone.Bounds(3, 1 << 20);
    static final int RING = 8;
    static final int BATCH = 6;

    final SteppedLanes lanes = new SteppedLanes(2, 1);
    final Lane feedLane = lanes.lanes().all().get(0);
    final Lane sessionLane = lanes.lanes().all().get(1);
    final ScriptedBackbone backbone = new ScriptedBackbone();
    final CountingFrames frames = new CountingFrames();
    final WrittenLog log = new WrittenLog();
    final List<Telemetry.Rejoin> rejoins = new ArrayList<>();
    final Feeds feeds;
    final Fanout fanout;

    FanoutBench() {
        FeedSettings settings = new FeedSettings(
                RING, 1 << 20, 1 << 24, new Backbone.Bounds(4, 1 << 20), BATCH, 30_000, 30_000, 5_000, 50);
        feeds = new Feeds(feedLane, backbone, frames, settings, Telemetry.NONE);
        FeedDirectory directory = new FeedDirectory(new Lanes(List.of(feedLane)), List.of(feeds));
        Telemetry telemetry = new Telemetry() {
            @Override
            public void rejoined(Rejoin reason) {
                rejoins.add(reason);
            }
        };
        fanout = new Fanout(sessionLane, directory, PAGE, telemetry);
    }

    Subscription join(Since since, Format format, RecordingReceiver receiver) {
        return fanout.join(CHANNEL, since, Join.Kind.FIRST, format, PAGE, receiver);
    }

    /** A subscription that has come to rest, or waits for the backbone. */
    Subscription joined(Since since, RecordingReceiver receiver) {
        Subscription subscription = join(since, Format.TEXT, receiver);
        run();
        return subscription;
    }

    /** A live subscription; what it was told until then is forgotten. */
    Subscription live(RecordingReceiver receiver) {
        Subscription subscription = joined(Since.LATEST, receiver);
        answerAll();
        if (!subscription.isLive()) throw new IllegalStateException("not live");
        receiver.takeTold();
        receiver.takeFlushes();
        return subscription;
    }

    /** Confirms the watch and answers all that is asked. */
    void answerAll() {
        feeds.watched(CHANNEL, backbone.generation());
        run();
        while (backbone.isAsked() || backbone.isRead()) {
            if (backbone.isAsked()) backbone.position().answer(log.head());
            if (backbone.isRead()) backbone.answerRead(log);
            run();
        }
    }

    /** Appends and tells the feed, which posts at the end of its turn. */
    Entry post() {
        Entry entry = log.append();
        feeds.messages(CHANNEL, List.of(entry));
        return entry;
    }

    Entry publish() {
        Entry entry = post();
        run();
        return entry;
    }

    List<String> publish(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) ids.add(publish().id().toString());
        return ids;
    }

    /** The link is lost and back, and the log is asked for; nothing is answered yet. */
    void relink() {
        feeds.lost(CHANNEL, backbone.generation());
        feeds.linkUp();
        run();
        feeds.watched(CHANNEL, backbone.generation());
        run();
    }

    void leave(Subscription subscription) {
        fanout.leave(subscription);
        run();
    }

    /** Whether the channel's feed ends when nobody is left: no registration has leaked. */
    boolean feedEnds() {
        lanes.advance(31_000);
        feeds.unwatched(CHANNEL, backbone.generation());
        run();
        return feeds.size() == 0;
    }

    void run() {
        lanes.runUntilIdle();
    }
}
