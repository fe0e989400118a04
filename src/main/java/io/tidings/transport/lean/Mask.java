package io.tidings.transport.lean;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How what a client sends is masked (RFC 6455, 5.3). */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /**
     * Masks bytes, or unmasks them.
     *
     * @param mask its first byte is for the first of these bytes
     * @return the mask for the byte that comes next
     */
    static int apply(int mask, byte[] bytes, int from, int count) {
        int end = from + count;
        int at = from;
        long twice = (long) mask << 32 | mask & 0xffff_ffffL;
        for (; end - at >= Long.BYTES; at += Long.BYTES) LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        int next = mask;
        for (; at < end; at++) {
            next = Integer.rotateLeft(next, 8);
            bytes[at] ^= (byte) next;
        }
        return next;
    }
}
