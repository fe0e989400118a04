package io.tidings.core.port;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import org.jspecify.annotations.Nullable;

/**
 * Follows the few publications that are sampled on their way to subscribers; what is told here becomes spans. Where they are is
 * said by a {@code traceparent}, as W3C Trace Context has it. Called from any thread, on hot paths: cheap for all that is not
 * followed, and never throws.
 */
public interface Tracing {
    /** Follows nothing. */
    Tracing NONE = new Tracing() {};

    /**
     * A publication has come.
     *
     * @param parent what the publisher says of its own trace
     * @return null when it is not followed, as most are not
     */
    default @Nullable Trace begin(Channel channel, @Nullable String parent) {
        return null;
    }

    /** The clock of spans, in nanoseconds since the epoch. */
    default long now() {
        return 0;
    }

    /**
     * The backbone has answered a call that had a followed message in it.
     *
     * @param trace the message's
     * @param since when the call was sent
     * @param messages that shared the call
     * @param failure what became of it; null for appended
     */
    default void appended(String trace, Channel channel, long since, int messages, @Nullable Failure failure) {}

    /**
     * A followed message was written to all sessions of this pod that follow its channel.
     *
     * @param trace the message's
     * @param since when the channel's feed had it
     * @param messages that shared its batch
     * @param sessions that it was posted to
     */
    default void delivered(String trace, Channel channel, Position id, long since, int messages, int sessions) {}

    /** A publication that is followed: one of its ends is told, once. */
    interface Trace {
        /** What travels with the message. */
        String context();

        void published(Position id);

        void refused(Failure why);
    }
}
