package io.tidings.simulation;

import io.tidings.core.fanout.Fanout;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.core.session.Census;
import io.tidings.core.session.SessionParts;
import io.tidings.core.session.SessionSettings;
import io.tidings.core.session.Sessions;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The whole core of one pod on lanes of its own, with small rings, pages and outboxes. */
final class SimulatedPod {
    private static final SessionSettings SESSIONS = new SessionSettings(
            4_000,
            40_000,
            8,
            10_000,
            5_000,
            5_000,
            5_000,
            100_000,
            25_000,
            15_000,
            10_000,
            5_000,
            1_000,
            SessionSettings.FOREVER);
    private static final Retention RETENTION = new Retention(60, Duration.ofHours(1));

    final Publisher publisher;
    final List<Sessions> sessions = new ArrayList<>();
    private final Random random;
    private final SimulatedBackbone backbone;
    private final List<Feeds> feedsOfLanes = new ArrayList<>();
    private final List<Fanout> fanouts = new ArrayList<>();
    private final Census census = new Census(SESSIONS);

    SimulatedPod(World world, List<? extends Lane> own) {
        random = world.random;
        backbone = new SimulatedBackbone(world.redis);
        Lanes lanes = new Lanes(List.copyOf(own));
        for (Lane lane : own)
            feedsOfLanes.add(
                    new Feeds(lane, backbone, world.engine.frames(), feeds(world.auditMillis), world.telemetry));
        FeedDirectory directory = new FeedDirectory(lanes, feedsOfLanes);
        publisher = new Publisher(backbone, channel -> RETENTION, new PublishLimits(10_000, 10_000), world.telemetry);
        SessionParts parts =
                new SessionParts(world.tokens, publisher, world.engine.frames(), SESSIONS, world.telemetry);
        for (Lane lane : own) {
            Fanout fanout = new Fanout(lane, directory, new Backbone.Bounds(8, 1_000), world.telemetry);
            fanouts.add(fanout);
            sessions.add(new Sessions(lane, fanout, parts, census, random));
        }
        backbone.start(lanes, List.<Backbone.Events>copyOf(feedsOfLanes));
    }

    private static FeedSettings feeds(long auditMillis) {
        return new FeedSettings(16, 2_000, 12_000, new Backbone.Bounds(8, 1_500), 8, 2_000, auditMillis, 5_000, 20);
    }

    Sessions someSessions() {
        return sessions.get(random.nextInt(sessions.size()));
    }

    Lane someLane() {
        return someSessions().lane();
    }

    /** Sends some sessions away, as a pod does that restarts. */
    void drain(int most) {
        for (Sessions each : sessions) each.lane().execute(() -> each.drain(most));
    }

    /** Nothing is held any more: no session in any count, no subscription, no feed, no byte of a ring, no watch, no request. */
    boolean isEmpty() {
        return census.isEmpty()
                && fanouts.stream().allMatch(fanout -> fanout.size() == 0)
                && feedsOfLanes.stream().allMatch(each -> each.size() == 0 && each.ringBytes() == 0)
                && backbone.isQuiet();
    }

    @Override
    public String toString() {
        return "sessions " + census.size() + ", subscriptions "
                + fanouts.stream().mapToInt(Fanout::size).sum() + ", feeds "
                + feedsOfLanes.stream().mapToInt(Feeds::size).sum() + ", ring bytes "
                + feedsOfLanes.stream().mapToLong(Feeds::ringBytes).sum() + ", " + backbone;
    }
}
