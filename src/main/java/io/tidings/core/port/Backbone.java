package io.tidings.core.port;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;
import java.util.Optional;

/**
 * The log of every channel, and the stream of what is appended to it; what joins the pods.
 *
 * <p>Promises:
 * <ul>
 *   <li><b>Append is atomic.</b> It draws a fresh tag, takes the channel's position as the entry's {@code prev}, and becomes
 *       the channel's position. Concurrent appends of any pods are totally ordered.
 *   <li><b>Watch before read.</b> What is appended after {@code watched} was told is told as {@code messages}, in the order
 *       of the log, or the watch is told as {@code lost}. Single messages may still be missing, doubled or late: a feed
 *       trusts {@code prev} alone.
 *   <li><b>The log has what was told.</b> A read that is asked for after {@code messages} arrived has these entries, unless
 *       it was trimmed, has expired, or the log was rewritten.
 *   <li>Events come on the lane that owns the channel. Nothing is told of a generation after its {@code unwatched},
 *       {@code watchFailed} or {@code lost}, but a message may.
 *   <li>Every reply comes, within a deadline of the backbone's own, on the lane named with the request, and never before the
 *       asking method has returned.
 * </ul>
 */
public interface Backbone {
    /**
     * Says who listens on each lane; called once, before all else.
     *
     * @param events by index of the lane
     */
    void start(Lanes lanes, List<Events> events);

    /** Asks for the channel's messages; answered by {@code watched} or {@code watchFailed} of this generation. */
    void watch(Channel channel, long generation);

    /** Ends the watch; answered by {@code unwatched} of this generation, or by {@code lost} where the link is gone. */
    void unwatch(Channel channel, long generation);

    /**
     * The channel's position. A channel that has none takes the last id of its log, else gets {@code 0-<birth>}; a position
     * that is there is never changed. Fails with {@code BACKBONE_AWAY}.
     */
    void position(Channel channel, Lane lane, Reply<Position> reply);

    /**
     * The entries of the log from an offset on, as many as the bounds allow, and the channel's position, which is never
     * newer than the entries. Fails with {@code BACKBONE_AWAY}.
     */
    void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply);

    /**
     * Appends a message, and tells it with its trace. Fails with {@code BACKBONE_AWAY} (certainly not appended), {@code PUBLISH_UNKNOWN} (perhaps),
     * {@code KEY_REUSED} (the idempotency key is known with another fingerprint), {@code OVERLOADED} (too many in flight).
     */
    void append(Append append, Lane lane, Reply<Position> reply);

    /** Why the backbone has not been reached since the start, in words for operators; empty once it has been. From any thread. */
    default Optional<String> awaited() {
        return Optional.empty();
    }

    /** What of the backbone should be otherwise, as far as it was reached; from any thread. */
    default List<Finding> findings() {
        return List.of();
    }

    /** Ends all connections and timers; nothing is told afterwards. */
    void stop();

    /**
     * How much one page holds: it ends before the entry that would exceed a bound, but always has one when there is one.
     *
     * @param entries at least 1
     * @param bytes of messages
     */
    record Bounds(int entries, int bytes) {
        public Bounds {
            if (entries < 1) throw new IllegalArgumentException("a page of " + entries + " entries");
        }
    }

    /** What a lane is told; called on that lane. */
    interface Events {
        /** What was appended to one channel, in the order of the log; at least one entry. */
        void messages(Channel channel, List<Entry> entries);

        void watched(Channel channel, long generation);

        void watchFailed(Channel channel, long generation);

        void unwatched(Channel channel, long generation);

        /** The stream of this channel is broken: nothing more comes until it is watched again. */
        void lost(Channel channel, long generation);

        /** A link that was away is there again: a good moment to watch. */
        void linkUp();
    }
}
