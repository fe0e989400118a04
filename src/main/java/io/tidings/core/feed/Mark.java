package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.model.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How far one listening lane has been given one feed. Confined to the feed's lane; the listening lane passes it back as a
 * token. A mark whose feed has dropped it is never used again: what still names it is void.
 */
public final class Mark {
    final Feed feed;
    final FeedListener listener;
    /** Sequence in the ring of the next entry to be posted. */
    long next;
    /** Batches posted and not answered. */
    int inFlight;

    /** Another mark of the same feed; kept by {@link Marks}. */
    @Nullable
    Mark following;

    private final int[] listening = new int[Format.values().length];
    private boolean dropped;

    Mark(Feed feed, FeedListener listener, long next) {
        this.feed = feed;
        this.listener = listener;
        this.next = next;
    }

    /** Subscriptions of the lane. */
    int total() {
        int total = 0;
        for (int each : listening) total += each;
        return total;
    }

    public Channel channel() {
        return feed.channel();
    }

    void listen(Format format) {
        listening[format.ordinal()]++;
    }

    /** Whether that was the last one. */
    boolean unlisten(Format format) {
        listening[format.ordinal()]--;
        return formats() == 0;
    }

    /** A bit for each format that is listened in. */
    int formats() {
        int bits = 0;
        for (int i = 0; i < listening.length; i++) if (listening[i] > 0) bits |= 1 << i;
        return bits;
    }

    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }
}
