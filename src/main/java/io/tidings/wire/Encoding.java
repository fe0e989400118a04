package io.tidings.wire;

import io.tidings.core.port.Format;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import org.jspecify.annotations.Nullable;

/** The bytes of each {@link Format}; engines wrap them into frames of their own kind. */
public final class Encoding {
    private Encoding() {}

    /** A message. For {@link Format#TEXT} the payload of a WebSocket frame, without the frame's header. */
    public static byte[] message(Format format, Channel channel, Entry entry) {
        return switch (format) {
            case TEXT, JSON -> MessageWriter.json(channel, entry);
            case EVENT -> SseWriter.message(channel, entry, true);
            case EVENT_WITHOUT_ID -> SseWriter.message(channel, entry, false);
        };
    }

    /**
     * Anything else.
     *
     * @param cursor the id of an SSE event block; null for none
     */
    public static byte[] frame(Format format, ServerFrame frame, @Nullable String cursor) {
        return switch (format) {
            case TEXT, JSON -> FrameWriter.json(frame);
            case EVENT, EVENT_WITHOUT_ID -> SseWriter.frame(frame, cursor);
        };
    }
}
