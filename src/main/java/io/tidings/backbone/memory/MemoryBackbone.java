package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A backbone in the heap, for one node. Called from any thread; each channel is confined to the lane that owns it, so the
 * queue of that lane is the order of the log. It is never away, and nothing of it outlives the process.
 */
public final class MemoryBackbone implements Backbone {
    private final LongSupplier tags;
    private @Nullable Lanes lanes;
    private List<Shard> shards = List.of();
    private volatile boolean stopped;

    /** A backbone whose tags come from a {@link java.security.SecureRandom}. */
    public MemoryBackbone() {
        this(new SecureTags());
    }

    /** @param tags draws from 1 to 2^48-1, on any thread; a simulation's may be reproducible */
    public MemoryBackbone(LongSupplier tags) {
        this.tags = tags;
    }

    @Override
    public void start(Lanes lanes, List<Events> events) {
        if (events.size() != lanes.all().size())
            throw new IllegalArgumentException(
                    events.size() + " listeners for " + lanes.all().size() + " lanes");
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) shards.add(new Shard(lanes.all().get(i), events.get(i), tags));
        this.lanes = lanes;
        this.shards = List.copyOf(shards);
    }

    @Override
    public void watch(Channel channel, long generation) {
        tell(shard(channel), shard -> shard.watch(channel, generation));
    }

    @Override
    public void unwatch(Channel channel, long generation) {
        tell(shard(channel), shard -> shard.unwatch(channel, generation));
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        ask(shard(channel), lane, reply, shard -> shard.position(channel));
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        ask(shard(channel), lane, reply, shard -> shard.read(channel, fromOffset, bounds));
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        ask(shard(append.channel()), lane, reply, shard -> shard.append(append));
    }

    @Override
    public void stop() {
        stopped = true;
        for (Shard shard : shards) shard.lane().execute(shard::stop);
    }

    /** Where a channel is kept; to be touched on its lane only. */
    Shard shard(Channel channel) {
        if (lanes == null) throw new IllegalStateException("the backbone has not been started");
        return shards.get(lanes.ownerIndex(channel));
    }

    /** By index of the lane that each is confined to. */
    List<Shard> shards() {
        return shards;
    }

    private void tell(Shard shard, Consumer<Shard> request) {
        shard.lane().execute(() -> {
            if (!stopped) request.accept(shard);
        });
    }

    private <T> void ask(Shard shard, Lane lane, Reply<T> reply, Function<Shard, T> question) {
        tell(shard, owner -> {
            Runnable answer = answer(reply, question, owner);
            if (lane.equals(owner.lane())) answer.run();
            else lane.execute(() -> runUnlessStopped(answer));
        });
    }

    private static <T> Runnable answer(Reply<T> reply, Function<Shard, T> question, Shard shard) {
        try {
            T value = question.apply(shard);
            return () -> reply.succeed(value);
        } catch (Refusal refusal) {
            return () -> reply.fail(refusal);
        }
    }

    private void runUnlessStopped(Runnable answer) {
        if (!stopped) answer.run();
    }
}
