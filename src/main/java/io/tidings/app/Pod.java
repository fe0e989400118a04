package io.tidings.app;

import io.quarkus.runtime.Startup;
import io.tidings.config.TidingsConfig;
import io.tidings.core.fanout.Fanout;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.session.Census;
import io.tidings.core.session.Orders;
import io.tidings.core.session.SessionParts;
import io.tidings.core.session.Sessions;
import io.tidings.transport.Here;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The core of one pod: feeds, fan-out and sessions of every lane. Made, and listening, before the first request is taken. */
@Singleton
@Startup
public class Pod implements Here {
    private final VertxLanes loops;
    private final Backbone backbone;
    private final List<Feeds> feeds;
    private final List<Sessions> sessions;
    private final Orders orders;

    @Inject
    Pod(VertxLanes loops, Backbone backbone, SessionParts parts, TidingsConfig config) {
        this.loops = loops;
        this.backbone = backbone;
        Lanes lanes = loops.lanes();
        FeedSettings settings = Settings.feeds(config, lanes.all().size());
        feeds = lanes.all().stream()
                .map(lane -> new Feeds(lane, backbone, parts.encoder(), settings, parts.telemetry()))
                .toList();
        sessions = sessions(new FeedDirectory(lanes, feeds), lanes, parts, Settings.replayPage(config));
        orders = new Orders(parts.publisher(), sessions);
        backbone.start(lanes, List.copyOf(feeds));
        orders.start();
    }

    private static List<Sessions> sessions(
            FeedDirectory directory, Lanes lanes, SessionParts parts, Backbone.Bounds page) {
        Census census = new Census(parts.settings());
        List<Sessions> sessions = new ArrayList<>();
        for (Lane lane : lanes.all()) {
            Fanout fanout = new Fanout(lane, directory, page, parts.telemetry());
            sessions.add(new Sessions(lane, fanout, parts, census, new SecureRandom()));
        }
        return List.copyOf(sessions);
    }

    @Override
    public Lane lane() {
        return loops.lanes().all().get(loops.here());
    }

    @Override
    public Sessions sessions() {
        return sessions.get(loops.here());
    }

    @Produces
    @Singleton
    Orders orders() {
        return orders;
    }

    /** Does something with the sessions of every lane, each on its own lane, later; called from any thread. */
    public void everywhere(Consumer<Sessions> task) {
        for (Sessions each : sessions) each.lane().execute(() -> task.accept(each));
    }

    /** The sessions of each lane, each confined to its own. */
    List<Sessions> all() {
        return sessions;
    }

    /** Gives back the memory of all feeds, when no session is left: the event loops, and with them Netty's arenas, may live on. */
    void closeFeeds() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(feeds.size());
        for (int i = 0; i < feeds.size(); i++) {
            Feeds each = feeds.get(i);
            loops.lanes().all().get(i).execute(() -> {
                each.close();
                closed.countDown();
            });
        }
        closed.await(1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        backbone.stop();
    }
}
