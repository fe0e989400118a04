package io.tidings.core.port;

import io.tidings.core.ThreadLanes;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** All that one backbone told its lanes, in order per lane. Safe for any thread. */
public final class ToldEvents {
    private final ThreadLanes threads;
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger linkUps = new AtomicInteger();

    private interface Told {
        Channel channel();
    }

    private record ToldMessage(Channel channel, Entry entry) implements Told {}

    private record Notice(Channel channel, String text) implements Told {}

    ToldEvents(ThreadLanes threads) {
        this.threads = threads;
    }

    /** The messages of a channel in the order in which they came. */
    public List<Entry> messages(Channel channel) {
        return told.stream()
                .filter(each -> each.channel().equals(channel))
                .filter(ToldMessage.class::isInstance)
                .map(each -> ((ToldMessage) each).entry)
                .toList();
    }

    /** What was told of watches: {@code watched 1}, {@code watchFailed 1}, {@code unwatched 1}, {@code lost 1}. */
    public List<String> notices(Channel channel) {
        return told.stream()
                .filter(each -> each.channel().equals(channel))
                .filter(Notice.class::isInstance)
                .map(each -> ((Notice) each).text)
                .toList();
    }

    /** How many times a lane was told that a link is up again. */
    public int linkUps() {
        return linkUps.get();
    }

    /** Promises about lanes and replies that were broken. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(String fault) {
        faults.add(fault);
    }

    Backbone.Events listener(Lane lane) {
        return new Backbone.Events() {
            @Override
            public void messages(Channel channel, List<Entry> entries) {
                for (Entry entry : entries) note(lane, new ToldMessage(channel, entry));
            }

            @Override
            public void watched(Channel channel, long generation) {
                note(lane, new Notice(channel, "watched " + generation));
            }

            @Override
            public void watchFailed(Channel channel, long generation) {
                note(lane, new Notice(channel, "watchFailed " + generation));
            }

            @Override
            public void unwatched(Channel channel, long generation) {
                note(lane, new Notice(channel, "unwatched " + generation));
            }

            @Override
            public void lost(Channel channel, long generation) {
                note(lane, new Notice(channel, "lost " + generation));
            }

            @Override
            public void linkUp() {
                if (!threads.runsOn(lane)) fault("linkUp came on another lane");
                linkUps.incrementAndGet();
            }
        };
    }

    private void note(Lane lane, Told event) {
        if (!threads.runsOn(lane)) fault(event + " came on another thread than its listener's");
        if (!threads.lanes().owner(event.channel()).equals(lane))
            fault(event + " was told to a lane that is not its owner");
        told.add(event);
    }
}
