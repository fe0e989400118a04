package io.tidings.backbone.redis;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Finding;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The backbone over Redis. Called from any lane; all its state is confined to one event loop of its own choice. */
public final class RedisBackbone implements Backbone {
    private final RedisOptions options;
    private final RedisSettings settings;
    private final Topology topology;
    private final Vertx vertx;
    private final Context loop;
    private final Telemetry telemetry;
    private final Keys keys;
    private final OpenScript open;
    private final PublishScript publish;
    private final Appends lines;
    /** What the loop is to do. */
    private final Mailbox box;

    private final Admission appends;
    private final Admission reads;
    private final Findings findings = new Findings();
    private volatile @Nullable LaneEvents events;
    private volatile @Nullable Mailboxes boxes;
    private volatile @Nullable Links links;

    /**
     * Connects to nothing before {@link #start}.
     *
     * @param options hosts, credentials and TLS; not changed
     * @param prefix of all keys and topics, {@code [A-Za-z0-9_.:-]+}
     * @throws IllegalArgumentException when the options or the prefix cannot be served, saying which
     */
    public RedisBackbone(
            Vertx vertx, RedisOptions options, String prefix, Telemetry telemetry, RedisSettings settings) {
        this(vertx, options, prefix, telemetry, settings, topology(vertx, options));
    }

    RedisBackbone(
            Vertx vertx,
            RedisOptions options,
            String prefix,
            Telemetry telemetry,
            RedisSettings settings,
            Topology topology) {
        this.topology = topology;
        this.vertx = vertx;
        this.options = new RedisOptions(options);
        this.settings = settings;
        this.telemetry = telemetry;
        this.keys = new Keys(prefix);
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        Tags tags = new Tags();
        this.open = new OpenScript(keys, tags, settings.positionLife());
        this.publish = new PublishScript(keys, tags, topology.pubSub(), settings);
        this.lines = new Appends(publish, telemetry.tracing());
        this.box = new Mailbox(task -> loop.runOnContext(nothing -> task.run()));
        this.appends = new Admission(settings.maxAppends(), settings.maxAppendBytes());
        this.reads = new Admission(settings.maxReads(), Long.MAX_VALUE);
    }

    @Override
    public void start(Lanes lanes, List<Events> listeners) {
        Mailboxes ofLanes = new Mailboxes(lanes);
        LaneEvents told = new LaneEvents(lanes, ofLanes, listeners);
        RedisNode.Common common = new RedisNode.Common(
                vertx,
                loop,
                options,
                topology,
                settings,
                keys,
                new StoredFormat(keys),
                List.of(open.script, publish.script),
                told,
                telemetry::canary,
                findings);
        Links started = new Links(common, telemetry);
        events = told;
        boxes = ofLanes;
        links = started;
        box.post(started::start);
    }

    /** The one place where it is chosen how the owners of channels are found. */
    private static Topology topology(Vertx vertx, RedisOptions options) {
        // quoting nothing, as an address may hold a password
        if (!options.getEndpoints().stream().allMatch(Endpoint::isAddress))
            throw new IllegalArgumentException("quarkus.redis.hosts is not a URI such as redis://host:6379");
        return switch (options.getType()) {
            case STANDALONE -> new Standalone(options.getEndpoint());
            case SENTINEL -> new Sentinels(vertx, options);
            case CLUSTER -> new Cluster(vertx, options);
            default ->
                throw new IllegalArgumentException("quarkus.redis.client-type="
                        + options.getType().name().toLowerCase(Locale.ROOT)
                        + " is not known to the backbone; it takes standalone, sentinel and cluster");
        };
    }

    @Override
    public Optional<String> awaited() {
        BackboneHealth health = health();
        return health.ready() ? Optional.empty() : Optional.of("Redis has not been reached yet: " + health.detail());
    }

    @Override
    public List<Finding> findings() {
        return findings.all();
    }

    /** Whether Redis is there, in words for operators. */
    public BackboneHealth health() {
        return links().health();
    }

    @Override
    public void watch(Channel channel, long generation) {
        Links to = links();
        box.post(() -> to.watch(channel, generation));
    }

    @Override
    public void unwatch(Channel channel, long generation) {
        Links to = links();
        box.post(() -> to.unwatch(channel, generation));
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        Asker<Position> asker = reader(lane, reply);
        if (asker == null) return;
        Operations operations = links().operations();
        start(new PositionOperation(channel, asker, operations, open));
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        Asker<LogPage> asker = reader(lane, reply);
        if (asker == null) return;
        Operations operations = links().operations();
        ReadOperation.Layout layout = new ReadOperation.Layout(keys, open);
        start(new ReadOperation(channel, fromOffset, bounds, asker, operations, layout));
    }

    private <T> @Nullable Asker<T> reader(Lane lane, Reply<T> reply) {
        Admission.Ticket ticket = reads.enter(0);
        if (ticket != null) return new Asker<>(box(lane), reply, ticket);
        Refusal refusal =
                Operation.away(settings.maxReads() + " reads wait for the backbone already; try again in a moment");
        lane.execute(() -> reply.fail(refusal));
        return null;
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        Admission.Ticket ticket = appends.enter(append.message().json().length);
        if (ticket == null) {
            Refusal refusal = new Refusal(
                    Failure.OVERLOADED, "too many messages wait for the backbone; send this one again in a moment");
            lane.execute(() -> reply.fail(refusal));
            return;
        }
        Operations operations = links().operations();
        start(new AppendOperation(append, new Asker<>(box(lane), reply, ticket), operations, lines));
    }

    private void start(Operation<?> operation) {
        Operations operations = links().operations();
        box.post(() -> operations.start(operation));
    }

    @Override
    public void stop() {
        LaneEvents told = events;
        if (told != null) told.silence();
        Links stopped = links;
        if (stopped != null) box.post(stopped::stop);
    }

    private Mailbox box(Lane lane) {
        Mailboxes ofLanes = boxes;
        if (ofLanes == null) throw new IllegalStateException("the backbone is not started");
        return ofLanes.of(lane);
    }

    private Links links() {
        Links started = links;
        if (started == null) throw new IllegalStateException("the backbone is not started");
        return started;
    }
}
