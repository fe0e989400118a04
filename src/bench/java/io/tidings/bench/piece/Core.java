package io.tidings.bench.piece;

import io.tidings.backbone.memory.MemoryBackbone;
import io.tidings.core.fanout.Fanout;
import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Message;
import io.tidings.model.Retention;
import io.tidings.model.Since;
import io.tidings.transport.reference.BytesFrames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The core on one lane over a log in memory: what a message goes through, but for sockets. */
final class Core {
    private static final Retention HISTORY = new Retention(1_000, Duration.ofHours(1));
    private static final Backbone.Bounds PAGE = new Backbone.Bounds(256, 1 << 18);

    private final QueueLane lane = new QueueLane();
    private final MemoryBackbone backbone = new MemoryBackbone(new AtomicLong(1)::incrementAndGet);
    private final CountingReceiver receiver = new CountingReceiver();
    private final Fanout fanout;

    Core(int subscriptions) {
        Feeds feeds = new Feeds(lane, backbone, new BytesFrames(), FeedSettings.DEFAULTS, Telemetry.NONE);
        Lanes lanes = new Lanes(List.of(lane));
        backbone.start(lanes, List.of(feeds));
        fanout = new Fanout(lane, new FeedDirectory(lanes, List.of(feeds)), PAGE, Telemetry.NONE);
        for (int i = 0; i < subscriptions; i++) join(Since.LATEST);
        lane.drain();
        if (fanout.size() != subscriptions) throw new IllegalStateException(fanout.size() + " are live");
    }

    private Subscription join(Since since) {
        return fanout.join(Samples.CHANNEL, since, Join.Kind.FIRST, Format.TEXT, PAGE, receiver);
    }

    /** One more subscription, until it is live. @return bytes that have been delivered so far */
    long joinAndLeave(Since since) {
        Subscription subscription = join(since);
        lane.drain();
        fanout.leave(subscription);
        lane.drain();
        return receiver.bytes();
    }

    /** Appends some messages and delivers them. @return bytes that have been delivered so far */
    long publish(Message message, int count) {
        for (int i = 0; i < count; i++)
            backbone.append(
                    new Append(Samples.CHANNEL, message, HISTORY, null), lane, Reply.of(id -> {}, refusal -> {}));
        lane.drain();
        return receiver.bytes();
    }
}
