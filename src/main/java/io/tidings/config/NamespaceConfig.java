package io.tidings.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a namespace has of its own. */
public interface NamespaceConfig {
    /** The history of this namespace's channels. */
    History history();

    /** What differs from the history that is configured for all. */
    interface History {
        /** As {@code tidings.history.size}, for the channels of this namespace. */
        OptionalInt size();

        /** As {@code tidings.history.age}, for the channels of this namespace. */
        Optional<Duration> age();
    }
}
