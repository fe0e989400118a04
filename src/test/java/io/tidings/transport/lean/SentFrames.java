package io.tidings.transport.lean;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** Reads the frames that we send, as a strict client does, from bytes that come in pieces of any size. */
public final class SentFrames {
    private final ObjIntConsumer<byte[]> reader;
    private byte[] rest = {};

    /** @param reader is told the payload and the opcode of each frame */
    public SentFrames(ObjIntConsumer<byte[]> reader) {
        this.reader = reader;
    }

    public void read(byte[] piece) {
        byte[] all = Arrays.copyOf(rest, rest.length + piece.length);
        System.arraycopy(piece, 0, all, rest.length, piece.length);
        ByteBuffer in = ByteBuffer.wrap(all);
        while (readOne(in)) in.mark();
        rest = Arrays.copyOfRange(all, in.reset().position(), all.length);
    }

    /** Reads a frame, when all of it is there. */
    private boolean readOne(ByteBuffer in) {
        in.mark();
        if (in.remaining() < 2) return false;
        int first = in.get() & 0xff;
        int length = in.get() & 0xff;
        if ((first & 0xf0) != 0x80) throw new AssertionError("not a whole frame: " + first);
        if (length > 126) throw new AssertionError("masked, or longer than anything we send: " + length);
        if (length == 126) {
            if (in.remaining() < 2) return false;
            length = in.getShort() & 0xffff;
            if (length < 126) throw new AssertionError("a head that is longer than needed: " + length);
        }
        if (in.remaining() < length) return false;
        byte[] payload = new byte[length];
        in.get(payload);
        reader.accept(payload, first & 0x0f);
        return true;
    }
}
