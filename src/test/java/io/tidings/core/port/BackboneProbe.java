package io.tidings.core.port;

import io.tidings.core.ThreadLanes;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** One backbone under test, asked from its lanes and awaited by the test; notes what it tells, and where. */
public final class BackboneProbe {
    /** A page that holds any log of these tests. */
    public static final Backbone.Bounds ALL = new Backbone.Bounds(100_000, Integer.MAX_VALUE);

    /** A history that keeps all that a test appends. */
    public static final Retention HOUR = new Retention(10_000, Duration.ofHours(1));

    private final ThreadLanes threads;
    private final Lanes lanes;
    private final ToldEvents told;
    private final Backbone backbone;

    /** Creates and starts a backbone; returns it when it can be used. */
    @FunctionalInterface
    public interface Starter {
        Backbone start(Lanes lanes, List<Backbone.Events> events);
    }

    public BackboneProbe(ThreadLanes threads, Starter starter) {
        this.threads = threads;
        lanes = threads.lanes();
        told = new ToldEvents(threads);
        List<Backbone.Events> events = lanes.all().stream().map(told::listener).toList();
        backbone = starter.start(lanes, events);
    }

    public Backbone backbone() {
        return backbone;
    }

    public Lanes lanes() {
        return lanes;
    }

    /** What the backbone told its lanes. */
    public ToldEvents told() {
        return told;
    }

    public Position append(Channel channel, String json) {
        return append(new Append(channel, message(json), HOUR, null));
    }

    public Position append(Append append) {
        return await(appendFrom(0, append));
    }

    /** Appends a number of small messages, one after the other. */
    public List<Position> appendMany(Channel channel, int count, Retention retention) {
        List<Position> ids = new ArrayList<>();
        for (int i = 0; i < count; i++)
            ids.add(append(new Append(channel, message("{\"n\":" + i + "}"), retention, null)));
        return ids;
    }

    /** Asks from one of the lanes and does not wait. */
    public CompletableFuture<Position> appendFrom(int lane, Append append) {
        return ask(lane, reply -> backbone.append(append, lanes.all().get(lane), reply));
    }

    public Position position(Channel channel) {
        return await(positionFrom(0, channel));
    }

    /** Asks from one of the lanes and does not wait. */
    public CompletableFuture<Position> positionFrom(int lane, Channel channel) {
        return ask(lane, reply -> backbone.position(channel, lanes.all().get(lane), reply));
    }

    public LogPage read(Channel channel, long fromOffset, Backbone.Bounds bounds) {
        return await(readFrom(0, channel, fromOffset, bounds));
    }

    /** Asks from one of the lanes and does not wait. */
    public CompletableFuture<LogPage> readFrom(int lane, Channel channel, long fromOffset, Backbone.Bounds bounds) {
        return ask(
                lane,
                reply -> backbone.read(channel, fromOffset, bounds, lanes.all().get(lane), reply));
    }

    /** The whole log as it is now. */
    public List<Entry> log(Channel channel) {
        return read(channel, 0, ALL).entries();
    }

    /** Watches and waits for the confirmation. */
    public void watch(Channel channel, long generation) {
        lanes.owner(channel).execute(() -> backbone.watch(channel, generation));
        awaitNotice(channel, "watched " + generation);
    }

    /** Ends the watch and waits for the confirmation. */
    public void unwatch(Channel channel, long generation) {
        lanes.owner(channel).execute(() -> backbone.unwatch(channel, generation));
        awaitNotice(channel, "unwatched " + generation);
    }

    public void awaitNotice(Channel channel, String notice) {
        soon().until(() -> told.notices(channel), notices -> notices.contains(notice));
    }

    /** Waits until this was told as the last message of the channel, and gives all that was told. */
    public List<Entry> awaitTold(Channel channel, Position last) {
        return soon().until(
                        () -> told.messages(channel),
                        entries -> !entries.isEmpty()
                                && entries.get(entries.size() - 1).id().equals(last));
    }

    /** Waits for real I/O: looks every few milliseconds, for a minute. */
    public static ConditionFactory soon() {
        return Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    public static Message message(String json) {
        return new Message(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer, or the {@link Refusal} inside an unchecked exception. */
    public static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Every answer, in the order of the questions. */
    public static <T> List<T> awaitAll(List<CompletableFuture<T>> answers) {
        return answers.stream().map(BackboneProbe::await).toList();
    }

    /** The numbers of the lanes. */
    public IntStream eachLane() {
        return IntStream.range(0, lanes.all().size());
    }

    private <T> CompletableFuture<T> ask(int index, Consumer<Reply<T>> question) {
        Lane lane = lanes.all().get(index);
        CompletableFuture<T> answer = new CompletableFuture<>();
        Reply<T> reply = Reply.of(
                value -> finish(lane, () -> answer.complete(value)),
                refusal -> finish(lane, () -> answer.completeExceptionally(refusal)));
        lane.execute(() -> question.accept(reply));
        return answer;
    }

    private void finish(Lane lane, BooleanSupplier completion) {
        if (!threads.runsOn(lane)) told.fault("a reply came on another lane");
        if (!completion.getAsBoolean()) told.fault("a reply came twice");
    }
}
