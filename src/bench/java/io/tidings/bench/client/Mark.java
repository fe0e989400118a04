package io.tidings.bench.client;

import io.netty.buffer.ByteBuf;

/**
 * The time of a publication, in its data: an {@code @}, which occurs nowhere else in what servers send, and the nanoseconds of
 * the machine's monotonic clock as 16 hexadecimal digits.
 */
public final class Mark {
    /** What a mark begins with. */
    public static final byte SIGN = '@';

    /** Bytes of a mark. */
    public static final int SIZE = 17;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Mark() {}

    /** The data of a publication, JSON of so many bytes with a mark in it. */
    public static String data(int size) {
        String frame = "{\"t\":\"@0000000000000000\",\"x\":\"\"}";
        if (size < frame.length()) throw new IllegalArgumentException("too small to be marked: " + size);
        return frame.substring(0, frame.length() - 2) + "x".repeat(size - frame.length()) + "\"}";
    }

    /** Writes the time behind the sign that stands at this index. */
    static void write(byte[] bytes, int sign, long time) {
        for (int i = 0; i < SIZE - 1; i++) bytes[sign + 1 + i] = DIGITS[(int) (time >>> 60 - 4 * i) & 15];
    }

    /** The time behind the sign that stands at this index. */
    static long read(ByteBuf buffer, int sign) {
        long time = 0;
        for (int i = 1; i < SIZE; i++) {
            byte digit = buffer.getByte(sign + i);
            time = time << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return time;
    }
}
