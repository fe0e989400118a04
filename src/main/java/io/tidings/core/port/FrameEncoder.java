package io.tidings.core.port;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import org.jspecify.annotations.Nullable;

/** Makes frames; each engine brings its own kind. Safe from any thread. The caller owns the one reference of the result. */
public interface FrameEncoder {
    /** A message. */
    Frame message(Format format, Channel channel, Entry entry);

    /**
     * Anything else.
     *
     * @param format that of the session; a gap is asked for in every format
     * @param cursor the id of an SSE event block; null for none
     */
    Frame frame(Format format, ServerFrame frame, @Nullable String cursor);

    /** The id line of an SSE event block whose rest is an {@link Format#EVENT_WITHOUT_ID} frame. */
    Frame id(String cursor);
}
