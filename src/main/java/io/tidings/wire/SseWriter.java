package io.tidings.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of an event stream as the HTML standard has them: lines of {@code field: value}, ended by a blank one.
 * Values never contain line breaks: cursors are URL-safe, names of events are of a small alphabet, and the JSON written here
 * has none.
 */
public final class SseWriter {
    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] RETRY = "retry: ".getBytes(US_ASCII);

    private SseWriter() {}

    /**
     * A whole block: {@code id} when asked for, {@code event} when the message has a name, and {@code data}.
     *
     * @param withId whether the message's position is the block's id; else the caller writes {@link #id} in front
     */
    public static byte[] message(Channel channel, Entry entry, boolean withId) {
        String event = entry.message().event();
        int idLine = withId ? ID.length + Ascii.size(entry.id()) + 1 : 0;
        int eventLine = event == null ? 0 : EVENT.length + event.length() + 1;
        byte[] block = new byte[idLine + eventLine + DATA.length + MessageWriter.size(channel, entry) + 2];
        int at = 0;
        if (withId) at = endLine(block, Ascii.write(entry.id(), block, Ascii.write(ID, block, at)));
        if (event != null) at = endLine(block, Ascii.write(event, block, Ascii.write(EVENT, block, at)));
        at = MessageWriter.write(channel, entry, block, Ascii.write(DATA, block, at));
        endLine(block, endLine(block, at));
        return block;
    }

    /** The id line that goes in front of a block without one. */
    public static byte[] id(String cursor) {
        byte[] line = new byte[ID.length + cursor.length() + 1];
        endLine(line, Ascii.write(cursor, line, Ascii.write(ID, line, 0)));
        return line;
    }

    /**
     * A block named after the frame's type; a {@code bye} that knows when to come back sets the client's {@code retry} first.
     *
     * @param cursor the block's id; null for none
     */
    public static byte[] frame(ServerFrame frame, @Nullable String cursor) {
        ByteArrayOutputStream block = new ByteArrayOutputStream(200);
        if (frame instanceof ServerFrame.Bye bye && bye.retryAfterMillis() != null)
            line(RETRY, ascii(bye.retryAfterMillis().toString()), block);
        if (cursor != null) block.writeBytes(id(cursor));
        line(EVENT, ascii(FrameWriter.type(frame)), block);
        line(DATA, FrameWriter.json(frame), block);
        block.write('\n');
        return block.toByteArray();
    }

    /** Tells the client how long to wait before it comes back when the connection is lost, in milliseconds. */
    public static byte[] retry(long millis) {
        return ascii("retry: " + millis + "\n\n");
    }

    /** A sign of life that clients pass over. */
    public static byte[] comment() {
        return ascii(":\n\n");
    }

    private static void line(byte[] field, byte[] value, ByteArrayOutputStream block) {
        block.writeBytes(field);
        block.writeBytes(value);
        block.write('\n');
    }

    private static int endLine(byte[] block, int at) {
        block[at] = '\n';
        return at + 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
