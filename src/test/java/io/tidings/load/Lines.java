package io.tidings.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits bytes into lines, of which it keeps the beginning. Confined to its thread. */
final class Lines {
    /** Characters that are kept of a line or frame: all but the padding of a message. */
    static final int KEPT = 512;

    private final Consumer<String> each;
    private final StringBuilder line = new StringBuilder();

    Lines(Consumer<String> each) {
        this.each = each;
    }

    void add(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int end = bytes.bytesBefore((byte) '\n');
            int part = end < 0 ? bytes.readableBytes() : end;
            int kept = Math.min(part, KEPT - line.length());
            line.append(bytes.toString(bytes.readerIndex(), kept, StandardCharsets.ISO_8859_1));
            bytes.skipBytes(end < 0 ? part : part + 1);
            if (end < 0) return;
            each.accept(line.toString());
            line.setLength(0);
        }
    }
}
