package io.tidings.backbone.redis;

import io.tidings.core.ThreadLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Retention;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A backbone with two lanes, and all that they were told. */
public final class Pod implements AutoCloseable, Backbone.Events, Telemetry {
    static final Retention HISTORY = new Retention(100_000, Duration.ofHours(1));
    /** Of one whose patience is not what is tested: it outlasts any moment for which a busy machine holds up Redis or the pod. */
    static final RedisSettings PATIENT =
            RedisSettings.DEFAULTS.withDeadlines(Duration.ofSeconds(30), Duration.ofSeconds(40));

    private static final Vertx VERTX = Vertx.vertx();

    final RedisBackbone backbone;
    /** What was told, such as {@code watched a 1} or {@code message a {"data":1}}, in order. */
    final List<String> told = new CopyOnWriteArrayList<>();

    final List<Entry> entries = new CopyOnWriteArrayList<>();
    final AtomicInteger reconnects = new AtomicInteger();
    final AtomicLong canaries = new AtomicLong();
    private final ThreadLanes threads = new ThreadLanes(2);
    private final List<Lane> lanes = threads.lanes().all();

    Pod(String uri, RedisSettings settings) {
        this(uri, settings, new Standalone(uri));
    }

    /** A pod that finds its servers by itself. */
    public Pod(RedisOptions options, RedisSettings settings) {
        backbone = new RedisBackbone(VERTX, options, "test", this, settings);
        backbone.start(threads.lanes(), List.of(this, this));
    }

    Pod(String uri, RedisSettings settings, Topology topology) {
        RedisOptions options = new RedisOptions().setConnectionString(uri);
        backbone = new RedisBackbone(VERTX, options, "test", this, settings, topology);
        backbone.start(threads.lanes(), List.of(this, this));
    }

    /** What a pod needs to know to find its primary through sentinels. */
    public static RedisOptions sentinels(List<String> uris) {
        return new RedisOptions().setType(RedisClientType.SENTINEL).setEndpoints(uris);
    }

    /** What a pod needs to know to find the nodes of a cluster. */
    public static RedisOptions cluster(List<String> uris) {
        return new RedisOptions().setType(RedisClientType.CLUSTER).setEndpoints(uris);
    }

    /** A patient pod whose link is up. */
    static Pod connected(String uri) {
        return connected(uri, PATIENT);
    }

    /** A pod whose link is up, as both lanes have been told. */
    static Pod connected(String uri, RedisSettings settings) {
        Pod pod = new Pod(uri, settings);
        pod.awaitConnected();
        pod.awaitLinkUp();
        return pod;
    }

    public void awaitConnected() {
        await(() -> backbone.health().connected());
    }

    /** Waits until both lanes were told that the link is up, since {@link #told} was cleared; all that went before was told by then. */
    void awaitLinkUp() {
        await(() -> Collections.frequency(told, "linkUp") >= lanes.size());
    }

    /** The answer to one request. */
    record Answer<T>(@Nullable T value, @Nullable Failure failure) {}

    /** A reply that may be waited for; a second answer is an error that {@link #get} throws. */
    static final class Waiting<T> implements Reply<T> {
        private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        private final AtomicInteger answers = new AtomicInteger();

        @Override
        public void succeed(T value) {
            answers.incrementAndGet();
            answer.complete(new Answer<>(value, null));
        }

        @Override
        public void fail(Refusal refusal) {
            answers.incrementAndGet();
            answer.complete(new Answer<>(null, refusal.failure()));
        }

        boolean isAnswered() {
            return answer.isDone();
        }

        int answers() {
            return answers.get();
        }

        Answer<T> get() {
            try {
                return answer.get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | TimeoutException | ExecutionException e) {
                throw new AssertionError("no answer", e);
            }
        }
    }

    Waiting<Position> appending(Channel channel, String json) {
        return appending(channel, json, null);
    }

    Waiting<Position> appending(Channel channel, String json, @Nullable String key) {
        Waiting<Position> reply = new Waiting<>();
        Append.Idempotency idempotency = key == null ? null : new Append.Idempotency(key, "print-of-" + json);
        Message message = new Message(json.getBytes(StandardCharsets.UTF_8));
        append(new Append(channel, message, HISTORY, idempotency), reply);
        return reply;
    }

    void append(Append append, Reply<Position> reply) {
        backbone.append(append, lanes.get(0), reply);
    }

    Position append(Channel channel, String json) {
        Answer<Position> answer = appending(channel, json).get();
        if (answer.value() == null) throw new AssertionError("not appended: " + answer.failure());
        return answer.value();
    }

    Waiting<Position> asking(Channel channel) {
        Waiting<Position> reply = new Waiting<>();
        backbone.position(channel, lanes.get(0), reply);
        return reply;
    }

    Position position(Channel channel) {
        return Objects.requireNonNull(asking(channel).get().value());
    }

    Waiting<LogPage> reading(Channel channel, long from, int entryBound, int bytes) {
        Waiting<LogPage> reply = new Waiting<>();
        backbone.read(channel, from, new Backbone.Bounds(entryBound, bytes), lanes.get(1), reply);
        return reply;
    }

    LogPage read(Channel channel, long from, int entryBound, int bytes) {
        return Objects.requireNonNull(
                reading(channel, from, entryBound, bytes).get().value());
    }

    /** The messages that the log holds; asked for again when the deadline of the pod, which may be short, was over. */
    List<String> log(Channel channel) {
        LogPage page = soon().until(
                        () -> reading(channel, 0, 100_000, Integer.MAX_VALUE)
                                .get()
                                .value(),
                        Objects::nonNull);
        return page.entries().stream().map(entry -> entry.message().toString()).toList();
    }

    /** Watches and waits for the confirmation. */
    void watch(Channel channel, long generation) {
        backbone.watch(channel, generation);
        await("watched " + channel + " " + generation);
    }

    void await(String event) {
        await(() -> told.contains(event));
    }

    static void await(Callable<Boolean> condition) {
        soon().until(condition);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(2));
    }

    @Override
    public void messages(Channel channel, List<Entry> several) {
        for (Entry entry : several) {
            entries.add(entry);
            told.add("message " + channel + " " + entry.message());
        }
    }

    @Override
    public void watched(Channel channel, long generation) {
        told.add("watched " + channel + " " + generation);
    }

    @Override
    public void watchFailed(Channel channel, long generation) {
        told.add("watchFailed " + channel + " " + generation);
    }

    @Override
    public void unwatched(Channel channel, long generation) {
        told.add("unwatched " + channel + " " + generation);
    }

    @Override
    public void lost(Channel channel, long generation) {
        told.add("lost " + channel + " " + generation);
    }

    @Override
    public void linkUp() {
        told.add("linkUp");
    }

    @Override
    public void backboneReconnected() {
        reconnects.incrementAndGet();
    }

    @Override
    public void canary(long micros) {
        canaries.incrementAndGet();
    }

    @Override
    public void close() {
        backbone.stop();
        threads.close();
    }
}
