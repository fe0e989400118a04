package io.tidings.backbone.redis;

import io.tidings.core.port.Backbone.Events;
import io.tidings.core.port.Lanes;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.util.List;
import java.util.function.Consumer;

/** Tells the lanes what happened, each on itself; nothing once it was silenced. Called on the loop, silenced from anywhere. */
final class LaneEvents {
    private final Lanes lanes;
    private final Mailboxes boxes;
    private final List<Events> events;
    private volatile boolean silent;

    LaneEvents(Lanes lanes, Mailboxes boxes, List<Events> events) {
        this.lanes = lanes;
        this.boxes = boxes;
        this.events = List.copyOf(events);
        if (events.size() != lanes.all().size())
            throw new IllegalArgumentException(
                    events.size() + " listeners for " + lanes.all().size() + " lanes");
    }

    /** The index of the lane that owns a channel, for {@link #messages}. */
    int ownerIndex(Channel channel) {
        return lanes.ownerIndex(channel);
    }

    /** @param lane index of the channel's owner */
    void messages(int lane, Channel channel, List<Entry> entries) {
        tell(lane, listener -> listener.messages(channel, entries));
    }

    void watched(Channel channel, long generation) {
        tell(ownerIndex(channel), listener -> listener.watched(channel, generation));
    }

    void watchFailed(Channel channel, long generation) {
        tell(ownerIndex(channel), listener -> listener.watchFailed(channel, generation));
    }

    void unwatched(Channel channel, long generation) {
        tell(ownerIndex(channel), listener -> listener.unwatched(channel, generation));
    }

    void lost(Channel channel, long generation) {
        tell(ownerIndex(channel), listener -> listener.lost(channel, generation));
    }

    void linkUp() {
        for (int lane = 0; lane < events.size(); lane++) tell(lane, Events::linkUp);
    }

    void silence() {
        silent = true;
    }

    private void tell(int index, Consumer<Events> news) {
        Events listener = events.get(index);
        boxes.of(index).post(() -> {
            if (!silent) news.accept(listener);
        });
    }
}
