package io.tidings.core.protocol;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service says to a subscriber, apart from messages, which have an encoding of their own (shared by all who
 * receive them).
 */
public sealed interface ServerFrame {
    /** A subscription that is live, and the position from which it goes on. */
    record Joined(Channel channel, Position id) {}

    /**
     * The session is open.
     *
     * @param expiresAt when the token ends, in milliseconds since the epoch; null for never
     * @param heartbeatMillis the time between two pings of the service
     */
    record Welcome(
            @Nullable String ref,
            String session,
            @Nullable String user,
            @Nullable Long expiresAt,
            long heartbeatMillis,
            List<Joined> subscriptions)
            implements ServerFrame {}

    record Subscribed(@Nullable String ref, List<Joined> subscriptions) implements ServerFrame {}

    /**
     * A subscription that has ended, or was never granted.
     *
     * @param why {@link Failure#DONE} when the client asked for it
     */
    record Unsubscribed(@Nullable String ref, Channel channel, Failure why) implements ServerFrame {}

    /** A hole in a channel, in band and in order. */
    record Gap(Channel channel, io.tidings.model.Gap gap) implements ServerFrame {}

    record Published(@Nullable String ref, Channel channel, Position id) implements ServerFrame {}

    record Pong(@Nullable String ref) implements ServerFrame {}

    record Error(@Nullable String ref, Failure failure, String detail) implements ServerFrame {}

    /**
     * The session ends.
     *
     * @param retryAfterMillis when to come back; null for not at all
     */
    record Bye(Failure why, @Nullable Long retryAfterMillis) implements ServerFrame {}
}
