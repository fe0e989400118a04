package io.tidings.core.protocol;

import io.tidings.model.Channel;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says on a WebSocket. A command's optional {@code ref} is repeated by its answer. */
public sealed interface ClientCommand {
    @Nullable
    String ref();

    /** Opens the session, or, when it is open, brings a new token. */
    record Connect(@Nullable String ref, @Nullable String token, List<SubscriptionRequest> subscriptions)
            implements ClientCommand {
        /** Without the token, which must not reach a log. */
        @Override
        public String toString() {
            return "Connect[ref=" + ref + ", subscriptions=" + subscriptions + "]";
        }
    }

    record Subscribe(@Nullable String ref, List<SubscriptionRequest> subscriptions) implements ClientCommand {}

    record Unsubscribe(@Nullable String ref, List<Channel> channels) implements ClientCommand {}

    record Publish(@Nullable String ref, Publication publication) implements ClientCommand {}

    record Ping(@Nullable String ref) implements ClientCommand {}

    /** A command that was understood as one, but not what it asks: it is answered with an error and the session goes on. */
    record Invalid(@Nullable String ref, Refusal refusal) implements ClientCommand {}

    /** Not JSON, or without a type: the session ends with {@code malformed}. */
    record Unreadable(Refusal refusal) implements ClientCommand {
        @Override
        public @Nullable String ref() {
            return null;
        }
    }
}
