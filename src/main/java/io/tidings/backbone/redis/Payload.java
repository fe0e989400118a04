package io.tidings.backbone.redis;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code <id> <prev> <length of m> <m>}, once for each message, one behind the other. What stands behind the length, after a
 * comma and without spaces, is of later versions and passed over.
 */
final class Payload {
    private static final char MORE = ',';

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
        long length = length();
        if (length > bytes.length - at) throw broken();
        int from = at;
        at += (int) length;
        return new Entry(id, prev, new Message(Arrays.copyOfRange(bytes, from, at)));
    }

    private Position position() {
        long offset = number('-', '-');
        return new Position(offset, number(' ', ' '));
    }

    private long length() {
        long length = number(' ', MORE);
        if (bytes[at - 1] == MORE) passOver();
        return length;
    }

    private void passOver() {
        while (at < bytes.length) if (bytes[at++] == ' ') return;
        throw broken();
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
