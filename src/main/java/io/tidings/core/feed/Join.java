package io.tidings.core.feed;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Since;

/**
 * A subscriber's request for one page of a channel, and to be live when that page reaches the head. Immutable but for what
 * the feed's lane notes on it.
 */
public final class Join {
    private final Channel channel;
    private final FeedListener listener;
    private final Object subscriber;
    private final Format format;
    private final Since since;
    private final Backbone.Bounds bounds;
    private final Kind kind;
    private final long askedAt;

    /** Log reads that reached its offset and did not serve it; on the feed's lane. */
    int fruitless;
    /** Log reads that had been asked for when it came: what they find is older than it; on the feed's lane. */
    int readsBefore;
    /** Whether a page had room for its position's own entry alone, so that the next begins behind; on the feed's lane. */
    boolean ownSeen;
    /** Log reads that did not reach its offset; on the feed's lane. */
    int passedOver;
    /** When it is refused, on the feed's clock. */
    long deadline = Long.MAX_VALUE;

    /** How a join behaves when the feed is not live. */
    public enum Kind {
        /** Waits a few seconds, then it is refused. */
        FIRST,
        /** Waits as long as it takes: the subscriber has a position and loses nothing by waiting. */
        AGAIN,
        /** Takes one page of the log where there is no feed, and starts none. */
        PASSING
    }

    /**
     * @param subscriber who asks; compared by identity, given back with the page
     * @param askedAt when, on the listener's clock in milliseconds
     */
    public Join(
            Channel channel,
            FeedListener listener,
            Object subscriber,
            Format format,
            Since since,
            Backbone.Bounds bounds,
            Kind kind,
            long askedAt) {
        this.channel = channel;
        this.listener = listener;
        this.subscriber = subscriber;
        this.format = format;
        this.since = since;
        this.bounds = bounds;
        this.kind = kind;
        this.askedAt = askedAt;
    }

    public Channel channel() {
        return channel;
    }

    public FeedListener listener() {
        return listener;
    }

    public Object subscriber() {
        return subscriber;
    }

    public Format format() {
        return format;
    }

    public Since since() {
        return since;
    }

    public Backbone.Bounds bounds() {
        return bounds;
    }

    /** When it was asked, on the listener's clock in milliseconds. */
    public long askedAt() {
        return askedAt;
    }

    Kind kind() {
        return kind;
    }

    /** The offset from which the log must be read to serve this join, when the channel's position is {@code head}. */
    long fromOffset(Position head) {
        if (since instanceof Since.At at) return at.position().offset() + (ownSeen ? 1 : 0);
        if (since instanceof Since.Last last) return Math.max(0, head.offset() - last.count() + 1);
        return since instanceof Since.Earliest ? 0 : head.offset();
    }
}
