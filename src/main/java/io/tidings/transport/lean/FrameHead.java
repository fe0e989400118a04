package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;

/** What stands before the payload of a frame that a server sends: whole, and not masked (RFC 6455, 5.2). */
final class FrameHead {
    private static final int WHOLE = 0x80;

    private FrameHead() {}

    /** The bytes of the head of a payload of this size. */
    static int size(int payload) {
        return payload < 126 ? 2 : payload <= 0xffff ? 4 : 10;
    }

    /** Writes the head; returns the buffer. */
    static ByteBuf write(int opcode, int payload, ByteBuf into) {
        into.writeByte(WHOLE | opcode);
        return switch (size(payload)) {
            case 2 -> into.writeByte(payload);
            case 4 -> into.writeByte(126).writeShort(payload);
            default -> into.writeByte(127).writeLong(payload);
        };
    }
}
