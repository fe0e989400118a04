package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one store of all pods of a simulation: a {@link MemoryBackbone} behind any number of links, whose logs can be lost,
 * trimmed and put back. Confined to its home lane; with stepped lanes a test may change it between two steps. It draws
 * nothing by chance.
 */
public final class FaultyStore {
    private final Lane home;
    private final LongSupplier tags;
    private final MemoryBackbone logs;
    private final List<FaultyBackbone> links = new ArrayList<>();
    private final Map<Long, Asked> asked = new LinkedHashMap<>();
    private long lastAsked;

    /** A watch of a link that the logs have not confirmed yet. */
    private record Asked(FaultyBackbone link, Channel channel, long generation) {}

    /**
     * @param home where the store lives; no lane of a pod, so that requests and answers are under way
     * @param tags draws from 1 to 2^48-1
     */
    public FaultyStore(Lane home, LongSupplier tags) {
        this.home = home;
        this.tags = tags;
        logs = new MemoryBackbone(tags);
        logs.start(new Lanes(List.of(home)), List.of(new Switchboard()));
    }

    /** The backbone of one pod, not started yet. */
    public FaultyBackbone link() {
        return new FaultyBackbone(this, home, logs);
    }

    /** What the log has now, from the oldest to the newest. */
    public List<Entry> entries(Channel channel) {
        return snapshot(channel).entries();
    }

    /** The position as the store has it, or null; asking creates none. */
    public @Nullable Position head(Channel channel) {
        return log(channel).position;
    }

    /** The channel as it is now, to be put back later. */
    public LogSnapshot snapshot(Channel channel) {
        ChannelLog log = log(channel);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < log.entries.size(); i++) entries.add(log.entries.at(i));
        return new LogSnapshot(channel, entries, log.position, log.entriesEnd);
    }

    /** Puts the channel back to what it was; all idempotency keys are forgotten. */
    public void restore(LogSnapshot snapshot) {
        ChannelLog log = log(snapshot.channel());
        log.entries.clear();
        snapshot.entries().forEach(log.entries::append);
        log.entriesEnd = snapshot.entriesEnd();
        log.position = snapshot.position();
        log.keys = null;
    }

    /** Forgets the history; the position stays. */
    public void dropLog(Channel channel) {
        log(channel).entries.clear();
    }

    /** Forgets the position; the history stays. */
    public void dropPosition(Channel channel) {
        log(channel).position = null;
    }

    /** Forgets all of the channel. */
    public void flush(Channel channel) {
        restore(new LogSnapshot(channel, List.of(), null, 0));
    }

    /** Forgets the oldest entries until no more than these are left. */
    public void trim(Channel channel, int most) {
        log(channel).entries.trimTo(most);
    }

    /** Forgets the newest entry; the position goes on to name it. */
    public void deleteLast(Channel channel) {
        deleteLast(log(channel));
    }

    static void deleteLast(ChannelLog log) {
        List<Entry> kept = new ArrayList<>();
        for (int i = 0; i < log.entries.size() - 1; i++) kept.add(log.entries.at(i));
        log.entries.clear();
        kept.forEach(log.entries::append);
    }

    /** Appends without telling anybody: the tail that another server wrote. */
    public Position appendUntold(Append append) {
        return log(append.channel()).append(append, home.now(), tags).id();
    }

    void add(FaultyBackbone link) {
        links.add(link);
    }

    void remove(FaultyBackbone link) {
        links.remove(link);
        asked.values().removeIf(watch -> watch.link == link);
    }

    void watch(FaultyBackbone link, Channel channel, long generation) {
        asked.put(++lastAsked, new Asked(link, channel, generation));
        logs.watch(channel, lastAsked);
    }

    /** Whether there was a watch of this generation that was not confirmed yet; it never will be. */
    boolean withdraw(FaultyBackbone link, Channel channel, long generation) {
        return asked.values().remove(new Asked(link, channel, generation));
    }

    /** Every watch of this link that was not confirmed yet fails. */
    void failAsked(FaultyBackbone link) {
        Iterator<Asked> each = asked.values().iterator();
        while (each.hasNext()) {
            Asked watch = each.next();
            if (watch.link != link) continue;
            each.remove();
            link.tell(watch.channel, events -> events.watchFailed(watch.channel, watch.generation));
        }
    }

    /** A channel that no link watches any more needs no stream. */
    void release(Channel channel) {
        boolean needed = links.stream().anyMatch(link -> link.watches(channel))
                || asked.values().stream().anyMatch(watch -> watch.channel.equals(channel));
        if (!needed) logs.unwatch(channel, lastAsked);
    }

    private ChannelLog log(Channel channel) {
        return logs.shard(channel).log(channel);
    }

    /** Takes what the logs tell to the links that want it. */
    private final class Switchboard implements Backbone.Events {
        @Override
        public void messages(Channel channel, List<Entry> entries) {
            for (Entry entry : entries)
                for (FaultyBackbone link : links) if (link.watches(channel)) link.deliver(channel, entry);
        }

        @Override
        public void watched(Channel channel, long number) {
            Asked watch = asked.remove(number);
            if (watch != null) watch.link.confirm(channel, watch.generation);
        }

        @Override
        public void watchFailed(Channel channel, long number) {
            throw new IllegalStateException("a watch in the heap failed");
        }

        @Override
        public void unwatched(Channel channel, long number) {}

        @Override
        public void lost(Channel channel, long number) {
            throw new IllegalStateException("a watch in the heap was lost");
        }

        @Override
        public void linkUp() {}
    }
}
