package io.tidings.simulation;

import io.tidings.core.fanout.Fanout;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Telemetry;
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

/** The whole core of one pod on lanes of its own. */
final class SimulatedPod {
    static final FeedSettings FEEDS =
            new FeedSettings(16, 2_000, 6_000, new Backbone.Bounds(8, 1_500), 8, 2_000, 40_000, 5_000, 20);
    static final SessionSettings SESSIONS = new SessionSettings(
            3_000, 30_000, 8, 10_000, 1_000, 1_000, 1_000, 100_000, 25_000, 15_000, 10_000, 5_000, 1_000);
    static final int HISTORY = 60;

    final Publisher publisher;
    final List<Sessions> sessions = new ArrayList<>();
    private final List<Feeds> feeds = new ArrayList<>();
    private final List<Fanout> fanouts = new ArrayList<>();
    private final Census census = new Census(SESSIONS);

    SimulatedPod(List<Lane> lanes, SimulatedServer server, FrameEncoder frames, Random random) {
        Telemetry telemetry = Telemetry.NONE;
        Backbone backbone = new SimulatedBackbone(server);
        Lanes all = new Lanes(lanes);
        for (Lane lane : lanes) feeds.add(new Feeds(lane, backbone, frames, FEEDS, telemetry));
        FeedDirectory directory = new FeedDirectory(all, feeds);
        Retention retention = new Retention(HISTORY, Duration.ofHours(1));
        publisher = new Publisher(backbone, channel -> retention, new PublishLimits(10_000, 10_000), telemetry);
        SessionParts parts = new SessionParts(
                (token, lane, reply) -> {
                    throw new IllegalStateException("nobody brings a token");
                },
                publisher,
                frames,
                SESSIONS,
                telemetry);
        for (Lane lane : lanes) {
            Fanout fanout = new Fanout(lane, directory, new Backbone.Bounds(8, 1_000), telemetry);
            fanouts.add(fanout);
            sessions.add(new Sessions(lane, fanout, parts, census, random));
        }
        backbone.start(all, List.<Backbone.Events>copyOf(feeds));
    }

    /** Nothing is held any more: no session, no subscription, no feed, no byte of a ring. */
    boolean isEmpty() {
        return census.size() == 0
                && fanouts.stream().allMatch(fanout -> fanout.size() == 0)
                && feeds.stream().allMatch(each -> each.size() == 0 && each.ringBytes() == 0);
    }

    @Override
    public String toString() {
        return "sessions " + census.size() + ", subscriptions "
                + fanouts.stream().mapToInt(Fanout::size).sum() + ", feeds "
                + feeds.stream().mapToInt(Feeds::size).sum() + ", ring bytes "
                + feeds.stream().mapToLong(Feeds::ringBytes).sum();
    }
}
