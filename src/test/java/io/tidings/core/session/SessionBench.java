package io.tidings.core.session;

import io.tidings.backbone.memory.MemoryBackbone;
import io.tidings.core.SteppedLanes;
import io.tidings.core.fanout.Fanout;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Lane;
import io.tidings.core.port.RecordingSink;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.model.Channel;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Retention;
import io.tidings.model.Since;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions of one lane over the whole core, in virtual time. */
final class SessionBench implements Telemetry {
    static final Channel ORDERS = new Channel("orders.42");
    static final Channel NEWS = new Channel("orders.news");
    static final Channel SECRET = new Channel("secret.plans");
    static final Retention HOUR = new Retention(1_000, Duration.ofHours(1));
    static final SessionSettings SETTINGS = new SessionSettings(
            10_000, 1 << 20, 4, 10, 5, 2, 1, 1_000, 25_000, 15_000, 10_000, 5_000, 3_000, SessionSettings.FOREVER);

    final SteppedLanes lanes = new SteppedLanes(1, 1);
    final Lane lane = lanes.lanes().all().get(0);
    final CountingFrames frames = new CountingFrames();
    final ScriptedAuthenticator tokens = new ScriptedAuthenticator();
    final RecordingSink sink = new RecordingSink();
    final List<Failure> closes = new ArrayList<>();
    final List<Failure> rejected = new ArrayList<>();
    final Backbone backbone;
    final Feeds feeds;
    final Census census;
    final Sessions sessions;
    final Orders orders;
    private int open;

    SessionBench() {
        this(SETTINGS);
    }

    SessionBench(SessionSettings settings) {
        this(new MemoryBackbone(new AtomicLong(1_000)::incrementAndGet), settings);
    }

    SessionBench(Backbone backbone, SessionSettings settings) {
        this.backbone = backbone;
        FeedSettings feedSettings =
                new FeedSettings(8, 1 << 20, 1 << 24, new Backbone.Bounds(16, 1 << 20), 16, 30_000, 30_000, 5_000, 50);
        feeds = new Feeds(lane, backbone, frames, feedSettings, this);
        backbone.start(lanes.lanes(), List.of(feeds));
        Fanout fanout =
                new Fanout(lane, new FeedDirectory(lanes.lanes(), List.of(feeds)), new Backbone.Bounds(8, 4_000), this);
        Publisher publisher = new Publisher(backbone, channel -> HOUR, new PublishLimits(1_000, 10), this);
        census = new Census(settings);
        SessionParts parts = new SessionParts(tokens, publisher, frames, settings, this);
        sessions = new Sessions(lane, fanout, parts, census, new Random(1));
        orders = new Orders(publisher, List.of(sessions));
    }

    @Override
    public void sessionOpened(Transport transport) {
        open++;
    }

    @Override
    public void sessionClosed(Transport transport, Failure why) {
        open--;
        closes.add(why);
    }

    @Override
    public void admissionRejected(Failure why) {
        rejected.add(why);
    }

    /** Sessions that telemetry believes are open. */
    int open() {
        return open;
    }

    /** Someone who may read and write {@code orders.*}. */
    static Identity alice() {
        return identity("alice", Identity.NEVER, "orders.*");
    }

    static Identity identity(String subject, long expiresAt, String pattern, Channel... own) {
        List<ChannelPattern> patterns = List.of(ChannelPattern.parse(pattern, subject));
        return new Identity(subject, new Grants(patterns, patterns, List.of(own), false), expiresAt);
    }

    static SubscriptionRequest latest(Channel channel) {
        return new SubscriptionRequest(channel, Since.LATEST);
    }

    static SubscriptionRequest at(Channel channel, Position position) {
        return new SubscriptionRequest(channel, new Since.At(position));
    }

    /** Appends a message of so many bytes, and lets it reach everyone. */
    Position publish(Channel channel, int bytes) {
        Position[] id = new Position[1];
        Message message = new Message("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        backbone.append(
                new Append(channel, message, HOUR, null), lane, Reply.of(position -> id[0] = position, refusal -> {}));
        run();
        return id[0];
    }

    Position publish(Channel channel) {
        return publish(channel, 100);
    }

    /** Where a channel is. */
    Position head(Channel channel) {
        Position[] head = new Position[1];
        backbone.position(channel, lane, Reply.of(position -> head[0] = position, refusal -> {}));
        run();
        return head[0];
    }

    void run() {
        lanes.runUntilIdle();
    }

    void advance(long millis) {
        lanes.advance(millis);
    }

    /** Whether everything was given back when nobody is left. */
    boolean isClean() {
        advance(61_000);
        return census.size() == 0
                && open == 0
                && feeds.size() == 0
                && frames.held().isEmpty();
    }
}
