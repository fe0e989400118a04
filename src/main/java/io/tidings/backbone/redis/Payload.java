package io.tidings.backbone.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <id> <prev> <length of m> <m>}, once for each message, one behind the other. What stands behind the length, after a
 * comma and without spaces, is {@code t=<trace>} where the message is followed; all else there is of later versions and passed over.
 */
final class Payload {
    private static final char MORE = ',';
    private static final String TRACE = "t=";

    private final byte[] bytes;
    private int at;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The entries, at least one, in the order of the log.
     *
     * @throws IllegalArgumentException when this is no payload of ours
     */
    static List<Entry> entries(byte[] bytes) {
        Payload payload = new Payload(bytes);
        Entry first = payload.entry();
        if (payload.isDone()) return List.of(first);
        List<Entry> entries = new ArrayList<>();
        entries.add(first);
        while (!payload.isDone()) entries.add(payload.entry());
        return entries;
    }

    private boolean isDone() {
        return at == bytes.length;
    }

    private Entry entry() {
        Position id = position();
        Position prev = position();
        long length = number(' ', MORE);
        String trace = bytes[at - 1] == MORE ? trace() : null;
        if (length > bytes.length - at) throw broken();
        int from = at;
        at += (int) length;
        return new Entry(id, prev, new Message(Arrays.copyOfRange(bytes, from, at)), trace);
    }

    private Position position() {
        long offset = number('-', '-');
        return new Position(offset, number(' ', ' '));
    }

    private @Nullable String trace() {
        int from = at;
        while (at < bytes.length)
            if (bytes[at++] == ' ') return trace(new String(bytes, from, at - 1 - from, US_ASCII));
        throw broken();
    }

    private static @Nullable String trace(String additions) {
        for (String each : additions.split(",")) if (each.startsWith(TRACE)) return each.substring(TRACE.length());
        return null;
    }

    private long number(char end, char orEnd) {
        long value = 0;
        int from = at;
        while (at < bytes.length) {
            int character = bytes[at++];
            if ((character == end || character == orEnd) && at - from > 1) return value;
            if (character < '0' || character > '9' || at - from > 16) break;
            value = value * 10 + (character - '0');
        }
        throw broken();
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("not a payload: broken at byte " + at);
    }
}
