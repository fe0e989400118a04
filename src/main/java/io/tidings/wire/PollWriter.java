package io.tidings.wire;

import java.util.List;

/** Writes the answer of a poll and of a history: {@code {"messages":[…],"cursor":"…"}}. */
public final class PollWriter {
    private PollWriter() {}

    /**
     * The whole body.
     *
     * @param messages messages and gaps, each as JSON, in order
     * @param cursor what brings the messages after these
     */
    public static byte[] json(List<byte[]> messages, String cursor) {
        return JsonBuffer.object(object -> object.array("messages", messages).text("cursor", cursor));
    }
}
