package io.tidings.backbone.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the link to one Redis: a command connection and a subscription connection on one loop, to which this
 * is confined. It is up once a canary came back; the first fault ends it for good.
 */
final class RedisNode implements SubscriptionConnection.Listener {
    /** More than are ever on their way within the canary's limit. */
    private static final int CANARIES = 1_024;

    /** Who is told; called on the loop, {@code onUp} and {@code onDown} at most once, the latter last. */
    interface Listener {
        void onUp(RedisNode node);

        /** The server says that it does not own what was watched or is to be watched. */
        void onMoved();

        void onDown(RedisNode node, String why);
    }

    /** What every node of a backbone shares. */
    record Common(
            Vertx vertx,
            Context loop,
            RedisOptions options,
            Topology topology,
            RedisSettings settings,
            Keys keys,
            StoredFormat format,
            List<Script> scripts,
            LaneEvents events,
            LongConsumer canaryMicros,
            Findings findings) {}

    private final Common common;
    private final String address;
    private final String name;
    private final Listener listener;
    private final Redis client;
    private final Canary canary;
    private final long setupTimer;
    private @Nullable CommandConnection commands;
    private @Nullable SubscriptionConnection subscriptions;
    private long beat = -1;
    /** Whether the number of the format stands here. */
    private boolean hasFormat;

    private boolean up;
    private boolean open = true;

    /** Starts to connect. */
    RedisNode(Common common, String address, Listener listener) {
        this.common = common;
        this.address = address;
        this.name = Link.name(address);
        this.listener = listener;
        this.canary = new Canary(common.keys, common.settings, this::onCanary);
        this.client = Redis.createClient(common.vertx, options(common, address));
        long patience = common.settings.setup().toMillis();
        this.setupTimer = common.vertx.setTimer(patience, id -> fail("no canary came back within " + patience + " ms"));
        connect();
    }

    /** The client's pool is one for two connections; what else it could do by itself is switched off. */
    private static RedisOptions options(Common common, String address) {
        RedisOptions options = new RedisOptions(common.options)
                .setType(RedisClientType.STANDALONE)
                .setEndpoints(List.of(address))
                .setMaxPoolSize(2)
                .setMaxPoolWaiting(2)
                .setMaxWaitingHandlers(2 * common.settings.window() + CANARIES)
                .setPoolRecycleTimeout(-1);
        options.getNetClientOptions()
                .setConnectTimeout((int) common.settings.setup().toMillis())
                .setReconnectAttempts(0);
        return options;
    }

    /** Call it only while the node is up. */
    CommandConnection commands() {
        return Objects.requireNonNull(commands);
    }

    /** Call it only while the node is up. */
    SubscriptionConnection subscriptions() {
        return Objects.requireNonNull(subscriptions);
    }

    /** Ends both connections, a frozen server or not, and answers all that is under way. */
    void close() {
        fail("closed");
    }

    private void connect() {
        client.connect()
                .compose(this::prepareCommands)
                .compose(done -> client.connect())
                .compose(this::prepareSubscription)
                .compose(done -> common.topology.confirm(address))
                .onSuccess(done -> startCanary())
                .onFailure(this::fail);
    }

    private Future<?> prepareCommands(RedisConnection connection) {
        guard(connection);
        commands = new CommandConnection(connection, common.loop, common.scripts, common.settings, this::fail);
        Future<?> ready = connection.send(Request.cmd(Command.ROLE)).compose(RedisNode::checkRole);
        ready = Future.join(ready, common.format.agree(connection).onSuccess(here -> hasFormat = here));
        for (Script script : common.scripts) ready = Future.join(ready, connection.send(script.load()));
        if (!common.settings.replicaPatience().isZero())
            ready = Future.join(
                    ready, connection.send(Request.cmd(Command.WAIT).arg(0).arg(1)));
        checkUp(connection);
        return ready;
    }

    private static Future<Void> checkRole(Response role) {
        String name = role.get(0).toString();
        return name.equals("master") ? Future.succeededFuture() : Future.failedFuture("it is a replica: " + name);
    }

    /** Both may be refused, and say what they can. Answered before the first canary, so before the node is up. */
    private void checkUp(RedisConnection connection) {
        long asked = System.currentTimeMillis();
        Future<Response> info = connection.send(Request.cmd(Command.INFO));
        Future<Response> settings = connection.send(Request.cmd(Command.CONFIG)
                .arg("GET")
                .arg("client-output-buffer-limit")
                .arg("timeout"));
        boolean waits = !common.settings.replicaPatience().isZero();
        Future.join(info, settings).onComplete(done -> {
            // a connection that broke says nothing of the server: what was found before stays
            if (info.failed() && settings.failed()) return;
            ServerFacts facts = ServerFacts.of(name, info.result(), settings.result());
            common.findings.found(name, ServerCheckup.findings(facts, waits, asked, System.currentTimeMillis()));
        });
    }

    /** The handler is there before SUBSCRIBE leaves: it is where the confirmation arrives. */
    private Future<?> prepareSubscription(RedisConnection connection) {
        guard(connection);
        SubscriptionConnection pushes = new SubscriptionConnection(connection, common, canary, this);
        subscriptions = pushes;
        Promise<Void> confirmed = Promise.promise();
        connection.handler(first -> {
            if (first == null || first.type() == ResponseType.ERROR) {
                confirmed.tryFail("it refused to subscribe: " + first);
            } else {
                connection.handler(pushes::onPush);
                confirmed.tryComplete();
            }
        });
        connection.send(Request.cmd(Command.SUBSCRIBE).arg(canary.topic()));
        return confirmed.future();
    }

    private void guard(RedisConnection connection) {
        connection.exceptionHandler(this::fail);
        connection.endHandler(ended -> fail("it closed the connection"));
    }

    @Override
    public void onFault(Throwable cause) {
        fail(cause);
    }

    @Override
    public void onMoved() {
        if (open) listener.onMoved();
    }

    private void startCanary() {
        if (!open) return;
        beat = common.vertx.setPeriodic(common.settings.canaryPeriod().toMillis(), id -> beat());
        commands().sendNow(canary.next(System.nanoTime()));
    }

    private void beat() {
        long now = System.nanoTime();
        if (up && canary.isOverdue(now)) {
            fail("no canary came back for " + common.settings.canaryLimit().toMillis() + " ms");
            return;
        }
        commands().sendNow(canary.next(now));
        askRole();
        (hasFormat ? common.format.ask(commands()) : common.format.check()).onFailure(this::fail);
    }

    /** A demoted primary keeps its connections, and its canaries come back. */
    private void askRole() {
        commands()
                .sendNow(Request.cmd(Command.ROLE))
                .onSuccess(role -> checkRole(role).onFailure(this::fail));
    }

    private void onCanary(long micros) {
        common.canaryMicros.accept(micros);
        if (up || !open) return;
        up = true;
        common.vertx.cancelTimer(setupTimer);
        listener.onUp(this);
    }

    private void fail(Throwable cause) {
        fail(String.valueOf(cause.getMessage()));
    }

    private void fail(String why) {
        if (!open) return;
        open = false;
        common.vertx.cancelTimer(setupTimer);
        common.vertx.cancelTimer(beat);
        client.close();
        if (subscriptions != null) subscriptions.end();
        if (commands != null) commands.end();
        listener.onDown(this, why);
    }
}
