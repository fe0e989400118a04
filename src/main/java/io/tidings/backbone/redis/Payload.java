package io.tidings.backbone.redis;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.vertx.core.buffer.Buffer;

/** Reads {@code <id> <prev> <m>} where it lies; only the message's JSON is copied. */
final class Payload {
    private final Buffer bytes;
    private int at;

    private Payload(Buffer bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when this is no payload of ours */
    static Entry entry(Buffer bytes) {
        Payload payload = new Payload(bytes);
        Position id = payload.position();
        Position prev = payload.position();
        return new Entry(id, prev, new Message(bytes.getBytes(payload.at, bytes.length())));
    }

    private Position position() {
        long offset = number('-');
        return new Position(offset, number(' '));
    }

    private long number(char end) {
        long value = 0;
        int from = at;
        while (at < bytes.length()) {
            int character = bytes.getByte(at++);
            if (character == end && at - from > 1) return value;
            if (character < '0' || character > '9' || at - from > 16) break;
            value = value * 10 + (character - '0');
        }
        throw new IllegalArgumentException("not a payload: broken at byte " + at);
    }
}
