package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** A chunk of an HTTP/1.1 body (RFC 9112, 7.1). */
final class Chunk {
    /** The bytes behind a chunk's payload. */
    static final int TAIL = 2;

    private static final int LINE_END = '\r' << 8 | '\n';
    private static final byte[] END = "0\r\n\r\n".getBytes(US_ASCII);

    private Chunk() {}

    /** The bytes in front of a payload of this size. */
    static int headSize(int payload) {
        return digits(payload) + 2;
    }

    /** Writes a chunk, unless it is empty: that would end the body. */
    static void write(byte[] payload, ByteBuf into) {
        if (payload.length == 0) return;
        for (int shift = 4 * (digits(payload.length) - 1); shift >= 0; shift -= 4)
            into.writeByte(Character.forDigit(payload.length >>> shift & 0xf, 16));
        into.writeShort(LINE_END).writeBytes(payload).writeShort(LINE_END);
    }

    /** A chunk in a buffer of its own. */
    static ByteBuf of(byte[] payload) {
        ByteBuf chunk = DirectFrames.buffer(headSize(payload.length) + payload.length + TAIL);
        write(payload, chunk);
        return chunk;
    }

    /** What ends a body. */
    static ByteBuf end() {
        return DirectFrames.buffer(END.length).writeBytes(END);
    }

    private static int digits(int size) {
        return (35 - Integer.numberOfLeadingZeros(size | 1)) / 4;
    }
}
