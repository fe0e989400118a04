package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone.Bounds;
import io.tidings.core.port.Backbone.Events;
import io.tidings.core.port.Lane;
import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The channels that one lane owns. Confined to its lane. */
final class Shard {
    private final Lane lane;
    private final Events events;
    private final LongSupplier tags;
    private final Map<Channel, ChannelLog> logs = new HashMap<>();
    private final Sweep sweep;

    Shard(Lane lane, Events events, LongSupplier tags) {
        this.lane = lane;
        this.events = events;
        this.tags = tags;
        sweep = new Sweep(lane, this::settle);
    }

    Lane lane() {
        return lane;
    }

    /** How many channels take memory. */
    int size() {
        return logs.size();
    }

    /** The channel as it is now, without what has ended; an unknown one is there from now on. */
    ChannelLog log(Channel channel) {
        ChannelLog log = logs.computeIfAbsent(channel, ChannelLog::new);
        log.expire(lane.now());
        return log;
    }

    void watch(Channel channel, long generation) {
        log(channel).watched(true, lane.now());
        events.watched(channel, generation);
    }

    void unwatch(Channel channel, long generation) {
        ChannelLog log = log(channel);
        log.watched(false, lane.now());
        settle(log);
        events.unwatched(channel, generation);
    }

    Position position(Channel channel) {
        return opened(log(channel));
    }

    LogPage read(Channel channel, long fromOffset, Bounds bounds) {
        ChannelLog log = log(channel);
        return log.page(fromOffset, bounds, opened(log));
    }

    Position append(Append append) {
        ChannelLog log = log(append.channel());
        Position answered = log.answered(append.idempotency());
        if (answered != null) return answered;
        Entry entry = log.append(append, lane.now(), tags);
        sweep.plan(log);
        if (log.isWatched()) events.messages(append.channel(), List.of(entry));
        return entry.id();
    }

    void stop() {
        sweep.stop();
        logs.clear();
    }

    private Position opened(ChannelLog log) {
        Position position = log.open(lane.now(), tags);
        sweep.plan(log);
        return position;
    }

    private void settle(ChannelLog log) {
        log.expire(lane.now());
        if (log.isEmpty()) logs.remove(log.channel, log);
        else sweep.plan(log);
    }
}
