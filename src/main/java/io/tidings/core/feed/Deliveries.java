package io.tidings.core.feed;

import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The followed messages of one feed that are on their way to its lanes: no more than {@link #MOST}, as a lane that hangs answers for none.
 * Confined to the feed's lane.
 */
final class Deliveries {
    static final int MOST = 256;

    private final Channel channel;
    private final Telemetry telemetry;
    private final Tracing tracing;
    private final List<Delivery> open = new ArrayList<>(1);

    private static final class Delivery {
        private final String trace;
        private final Position id;
        private final long sequence;
        private final long since;
        /** The lanes that have not answered for it. */
        private final List<Mark> awaited = new ArrayList<>(1);

        private int messages;
        private int sessions;

        private Delivery(String trace, Position id, long sequence, long since) {
            this.trace = trace;
            this.id = id;
            this.sequence = sequence;
            this.since = since;
        }
    }

    Deliveries(Channel channel, Telemetry telemetry) {
        this.channel = channel;
        this.telemetry = telemetry;
        this.tracing = telemetry.tracing();
    }

    /**
     * An entry was appended, and nothing of it was posted. One too many and the oldest is not waited for any more, which is counted.
     *
     * @param sequence of the entry in the ring
     * @param first of the lanes that listen
     */
    void begin(Entry entry, long sequence, Mark first) {
        Delivery delivery = new Delivery(Objects.requireNonNull(entry.trace()), entry.id(), sequence, tracing.now());
        for (Mark mark = first; mark != null; mark = mark.following) delivery.awaited.add(mark);
        if (open.size() == MOST) {
            open.remove(0);
            telemetry.deliveryUntold();
        }
        open.add(delivery);
    }

    /** The next entries of a mark leave for its lane. */
    void onPosted(Mark mark, int entries) {
        for (Delivery delivery : open) {
            if (delivery.sequence < mark.next || delivery.sequence >= mark.next + entries) continue;
            delivery.messages = Math.max(delivery.messages, entries);
            delivery.sessions += mark.total();
        }
    }

    /** A lane has answered a batch. */
    void onAnswered(Mark mark) {
        if (mark.inFlight == 0) open.removeIf(delivery -> delivery.sequence < mark.next && isLast(delivery, mark));
    }

    /** A lane listens no more, and is not waited for. */
    void onDropped(Mark mark) {
        open.removeIf(delivery -> isLast(delivery, mark));
    }

    /** Whether nobody is awaited any more; then the delivery is told, but for one that was posted to nobody. */
    private boolean isLast(Delivery delivery, Mark mark) {
        if (!delivery.awaited.remove(mark) || !delivery.awaited.isEmpty()) return false;
        if (delivery.sessions > 0)
            tracing.delivered(
                    delivery.trace, channel, delivery.id, delivery.since, delivery.messages, delivery.sessions);
        return true;
    }
}
