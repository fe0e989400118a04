package io.tidings.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes what became of publications: of one, of several channels of one item, and of a whole batch. */
public final class ResultWriter {
    private static final byte[] CHANNEL = "{\"channel\":\"".getBytes(US_ASCII);
    private static final byte[] ID = "\",\"id\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int FIXED = CHANNEL.length + ID.length + END.length;

    private ResultWriter() {}

    /** {@code {"channel","id"}}. */
    public static byte[] published(Channel channel, Position id) {
        byte[] json = new byte[FIXED + channel.name().length() + Ascii.size(id)];
        int at = Ascii.write(CHANNEL, json, 0);
        at = Ascii.write(channel.name(), json, at);
        at = Ascii.write(ID, json, at);
        at = Ascii.write(id, json, at);
        Ascii.write(END, json, at);
        return json;
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
        int size = 0;
        for (byte[] result : results) size += result.length + 1;
        byte[] lines = new byte[size];
        int at = 0;
        for (byte[] result : results) {
            at = Ascii.write(result, lines, at);
            lines[at++] = '\n';
        }
        return lines;
    }
}
