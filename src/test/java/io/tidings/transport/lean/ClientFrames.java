package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The bytes of frames as a client sends them, masked. */
public final class ClientFrames {
    private static final int MASK = 0x37fa213d;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A whole text message. */
    public static byte[] text(String text) {
        return new ClientFrames()
                .frame(0x80 | Opcode.TEXT, text.getBytes(UTF_8))
                .bytes();
    }

    /** A Close with this code. */
    public static byte[] close(int code) {
        return new ClientFrames().frame(0x80 | Opcode.CLOSE, code(code, "")).bytes();
    }

    /** The payload of a Close. */
    public static byte[] code(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    /** Adds a frame with the shortest head. @param first its first byte */
    public ClientFrames frame(int first, byte... payload) {
        if (payload.length < 126) raw(first, 0x80 | payload.length);
        else if (payload.length <= 0xffff) raw(first, 0x80 | 126, payload.length >> 8, payload.length & 0xff);
        else
            raw(first, 0x80 | 127)
                    .add(ByteBuffer.allocate(8).putLong(payload.length).array());
        return add(ByteBuffer.allocate(4).putInt(MASK).array()).add(masked(payload));
    }

    /** Adds a frame of text. */
    public ClientFrames frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    /** Adds bytes as they are. */
    public ClientFrames raw(int... some) {
        for (int each : some) bytes.write(each);
        return this;
    }

    private ClientFrames add(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    private static byte[] masked(byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) masked[i] ^= (byte) (MASK >>> 8 * (3 - i % 4));
        return masked;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
