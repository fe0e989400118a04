package io.tidings.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The core's numbers as Micrometer meters, all registered at the start. No meter is labelled by channel or user. Safe from
 * any thread.
 */
public final class MicrometerTelemetry implements Telemetry {
    private static final String PUBLICATIONS = "Publications by what became of them";
    private static final Duration[] JOIN_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final Duration[] CANARY_BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    private final Tracing tracing;
    private final TallyByName<Transport> sessions;
    private final TallyByName<Failure> closes;
    private final TallyByName<Failure> published;
    private final TallyByName<Failure> rejected;
    private final TallyByName<Repair> repairs;
    private final TallyByName<Rejoin> rejoins;
    private final TallyByName<Gap.Reason> gaps;
    private final Tally appended;
    private final Tally joins;
    private final Tally deliveries;
    private final Tally ringBytes;
    private final Tally reconnects;
    private final Tally untold;
    private final Timer joinTime;
    private final Timer canaryTime;
    private final Map<Integer, Timer> laneLags = new ConcurrentHashMap<>();
    private final Map<String, Tally> feeds = new ConcurrentHashMap<>();

    /** Follows nothing. */
    public MicrometerTelemetry(MeterRegistry registry) {
        this(registry, Tracing.NONE);
    }

    public MicrometerTelemetry(MeterRegistry registry, Tracing tracing) {
        this.registry = registry;
        this.tracing = tracing;
        sessions = TallyByName.of(Transport.class, name -> gauge("sessions", "Open sessions", "transport", name));
        closes = TallyByName.of(Failure.class, name -> counter("closes", "Sessions that ended", "code", name));
        published = TallyByName.of(Failure.class, name -> counter("publish", PUBLICATIONS, "outcome", name));
        appended = counter("publish", PUBLICATIONS, "outcome", "appended");
        rejected = TallyByName.of(
                Failure.class, name -> counter("admission.rejected", "Sessions that were not taken in", "code", name));
        repairs = TallyByName.of(
                Repair.class, name -> counter("repairs", "Reads of a log by a feed that was live", "reason", name));
        rejoins = TallyByName.of(
                Rejoin.class, name -> counter("rejoins", "Live subscriptions that had to catch up", "reason", name));
        gaps = TallyByName.of(Gap.Reason.class, name -> counter("gaps", "Holes told to subscribers", "reason", name));
        joins = counter("joins", "Subscriptions that became live");
        deliveries = counter("deliveries", "Messages written to sessions");
        ringBytes = Tally.gauge(registry, "tidings.ring.bytes", "Bytes of recent messages in memory", Tags.empty());
        joinTime = Timer.builder("tidings.join")
                .description("From asking for a channel until its subscription is live")
                .serviceLevelObjectives(JOIN_BUCKETS)
                .register(registry);
        canaryTime = Timer.builder("tidings.canary")
                .description("From the backbone's command connection over the log's road back to the pod")
                .serviceLevelObjectives(CANARY_BUCKETS)
                .register(registry);
        reconnects = counter("redis.reconnects", "Links to the backbone that were lost and are there again");
        untold = counter(
                "traces.untold", "Followed messages that have no span of their delivery, as a lane was too late");
    }

    private Tally counter(String name, String description, String... tags) {
        return Tally.counter(registry, "tidings." + name, description, Tags.of(tags));
    }

    private Tally gauge(String name, String description, String... tags) {
        return Tally.gauge(registry, "tidings." + name, description, Tags.of(tags));
    }

    @Override
    public void sessionOpened(Transport transport) {
        sessions.of(transport).add(1);
    }

    @Override
    public void sessionClosed(Transport transport, Failure why) {
        sessions.of(transport).add(-1);
        closes.of(why).add(1);
    }

    @Override
    public void joined(long millis) {
        joins.add(1);
        joinTime.record(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void published(@Nullable Failure outcome) {
        (outcome == null ? appended : published.of(outcome)).add(1);
    }

    @Override
    public void delivered(int messages) {
        deliveries.add(messages);
    }

    @Override
    public void repaired(Repair reason) {
        repairs.of(reason).add(1);
    }

    @Override
    public void rejoined(Rejoin reason) {
        rejoins.of(reason).add(1);
    }

    @Override
    public void gap(Gap.Reason reason) {
        gaps.of(reason).add(1);
    }

    /** States are few and come up soon; the first feed in one registers it. */
    @Override
    public void feeds(String state, int change) {
        feeds.computeIfAbsent(state, this::feedsIn).add(change);
    }

    private Tally feedsIn(String state) {
        return gauge("feeds", "Channels that the pod follows", "state", state.toLowerCase(Locale.ROOT));
    }

    @Override
    public void ringBytes(long change) {
        ringBytes.add(change);
    }

    @Override
    public void admissionRejected(Failure why) {
        rejected.of(why).add(1);
    }

    @Override
    public void canary(long micros) {
        canaryTime.record(micros, TimeUnit.MICROSECONDS);
    }

    @Override
    public void backboneReconnected() {
        reconnects.add(1);
    }

    @Override
    public void deliveryUntold() {
        untold.add(1);
    }

    @Override
    public Tracing tracing() {
        return tracing;
    }

    /** How late a task came to run on a lane; told now and then by a probe. */
    public void laneLag(int lane, long millis) {
        laneLags.computeIfAbsent(lane, this::laneLag).record(millis, TimeUnit.MILLISECONDS);
    }

    private Timer laneLag(int lane) {
        return Timer.builder("tidings.lane.lag")
                .description("How late a task came to run on an event loop")
                .tag("lane", Integer.toString(lane))
                .register(registry);
    }
}
