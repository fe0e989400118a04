package io.tidings.simulation;

import io.tidings.model.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a client hears.
 *
 * @param channel of an entry; null for all else
 * @param what an entry, a {@link io.tidings.core.protocol.ServerFrame}, or the text of a cursor whose event is still to come
 * @param cursor where an event stream could come back with; null on other transports
 */
record Said(
        @Nullable Channel channel, Object what, @Nullable String cursor) {}
