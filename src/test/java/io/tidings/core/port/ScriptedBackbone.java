package io.tidings.core.port;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A backbone that does nothing by itself: the test sees each request and decides when it is answered, and with what. */
public class ScriptedBackbone implements Backbone {
    private final List<String> requests = new ArrayList<>();
    private final ArrayDeque<Question<LogPage>> reads = new ArrayDeque<>();
    private final ArrayDeque<Question<Position>> positions = new ArrayDeque<>();
    private final ArrayDeque<Question<Position>> appends = new ArrayDeque<>();
    private final List<Append> appended = new ArrayList<>();
    private final Map<Channel, Long> generations = new HashMap<>();
    private long generation;

    /** A request that waits for its answer. */
    public record Question<T>(long from, Bounds bounds, Lane lane, Reply<T> reply) {
        public void answer(T value) {
            lane.execute(() -> reply.succeed(value));
        }

        public void fail() {
            fail(Failure.BACKBONE_AWAY);
        }

        public void fail(Failure failure) {
            lane.execute(() -> reply.fail(new Refusal(failure)));
        }
    }

    @Override
    public void start(Lanes lanes, List<Events> events) {}

    @Override
    public void watch(Channel channel, long watched) {
        requests.add("watch");
        generation = watched;
        generations.put(channel, watched);
    }

    @Override
    public void unwatch(Channel channel, long unwatched) {
        requests.add("unwatch");
        if (unwatched != generation(channel))
            throw new IllegalStateException("unwatched another generation: " + unwatched);
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        requests.add("position");
        positions.add(new Question<>(0, WrittenLog.ALL, lane, reply));
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        requests.add("read " + fromOffset);
        reads.add(new Question<>(fromOffset, bounds, lane, reply));
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        requests.add("append");
        appended.add(append);
        appends.add(new Question<>(0, WrittenLog.ALL, lane, reply));
    }

    @Override
    public void stop() {}

    /** What was asked since the last call: {@code watch}, {@code unwatch}, {@code position}, {@code read 17}, {@code append}. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** The generation of a channel's last watch; there must be one. */
    public long generation(Channel channel) {
        return Objects.requireNonNull(generations.get(channel), "never watched");
    }

    /** The generation of the last watch of any channel. */
    public long generation() {
        return generation;
    }

    /** The oldest read that waits; there must be one. */
    public Question<LogPage> read() {
        return reads.remove();
    }

    /** Whether a read waits for its answer. */
    public boolean isRead() {
        return !reads.isEmpty();
    }

    /** Answers the oldest read from a log, as that is now. */
    public void answerRead(WrittenLog log) {
        Question<LogPage> read = read();
        read.answer(log.page(read.from(), read.bounds()));
    }

    /** Whether a question for a position waits for its answer. */
    public boolean isAsked() {
        return !positions.isEmpty();
    }

    /** The oldest question for a position that waits; there must be one. */
    public Question<Position> position() {
        return positions.remove();
    }

    /** The oldest append that waits for its answer; there must be one. */
    public Question<Position> append() {
        return appends.remove();
    }

    public List<Append> appended() {
        return List.copyOf(appended);
    }
}
