package io.tidings.backbone.redis;

import io.tidings.model.Position;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Draws the random part of positions, many at a time. Confined to the loop. */
final class Tags {
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer drawn = ByteBuffer.allocate(4096).limit(0);

    /** 1 to 2^48-1. */
    long next() {
        long tag;
        do {
            if (drawn.remaining() < Long.BYTES) draw();
            tag = drawn.getLong() & Position.TAGS - 1;
        } while (tag == 0);
        return tag;
    }

    private void draw() {
        random.nextBytes(drawn.array());
        drawn.clear();
    }
}
