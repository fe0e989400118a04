package io.tidings.wire;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes what became of publications: of one, of several channels of one item, and of a whole batch. */
public final class ResultWriter {
    private ResultWriter() {}

    /** {@code {"channel","id"}}. */
    public static byte[] published(Channel channel, Position id) {
        return JsonBuffer.object(
                object -> object.text("channel", channel.name()).text("id", id.toString()));
    }

    /** {@code {"error":{"code","detail"}}}. */
    public static byte[] failed(Refusal refusal) {
        return JsonBuffer.object(object -> object.nested(
                "error", error -> error.text("code", refusal.failure().code()).text("detail", refusal.detail())));
    }

    /** {@code {"results":[…]}}: the results of one item's channels, in their order. */
    public static byte[] several(List<byte[]> results) {
        return JsonBuffer.object(object -> object.array("results", results));
    }

    /** The answer to a batch that was a JSON array. */
    public static byte[] array(List<byte[]> results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonBuffer.array(results, out);
        return out.toByteArray();
    }

    /** The answer to a batch of lines: every result ends its line. */
    public static byte[] lines(List<byte[]> results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] result : results) {
            out.writeBytes(result);
            out.write('\n');
        }
        return out.toByteArray();
    }
}
