package io.tidings.backbone.redis;

import io.tidings.model.Channel;

/** Where a cluster keeps a channel: the CRC16 (XMODEM) of its name, as that is what stands in the braces of its keys. */
final class Slots {
    static final int COUNT = 16_384;
    private static final int POLYNOMIAL = 0x1021;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            TABLE[i] = crc & 0xffff;
        }
    }

    private Slots() {}

    static int of(Channel channel) {
        String name = channel.name();
        int crc = 0;
        for (int i = 0; i < name.length(); i++) crc = crc << 8 & 0xff00 ^ TABLE[(crc >> 8 ^ name.charAt(i)) & 0xff];
        return crc % COUNT;
    }
}
