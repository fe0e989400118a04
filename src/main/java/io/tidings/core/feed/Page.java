package io.tidings.core.feed;

import io.tidings.model.Gap;
import io.tidings.model.Position;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a join: the subscriber is at {@code start}, a hole before it where there is one, and the chunk follows.
 *
 * @param gap what cannot be had before the chunk; it ends at {@code start}
 * @param mark not null when the page reaches the head: the subscriber is registered and live from here on
 * @param more whether another page can be asked for; false when live, and at the end of a log that has no feed
 */
public record Page(
        Join join,
        Position start,
        @Nullable Gap gap,
        Chunk chunk,
        @Nullable Mark mark,
        boolean more) {}
