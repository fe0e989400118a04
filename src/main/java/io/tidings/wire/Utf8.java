package io.tidings.wire;

/** Well-formed UTF-8 as table 3-7 of the Unicode Standard has it: nothing overlong, no surrogates, no more than U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /**
     * How far text that is still coming is well-formed.
     *
     * @return where its last whole sequence ends; what follows are the first bytes of one. -1 when a byte can belong to none
     */
    public static int wellFormed(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int length = bytes[at] >= 0 ? 1 : sequence(bytes, at, end);
            if (length == 0) return -1;
            if (length < 0) return at;
            at += length;
        }
        return at;
    }

    /**
     * The bytes of the sequence of two to four that starts here; 0 when it is ill-formed, negative when it is not but has
     * bytes missing at {@code end}.
     */
    static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int length = length(lead);
        if (length == 0) return 0;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        int present = Math.min(length, end - at);
        for (int i = 1; i < present; i++) {
            int next = bytes[at + i] & 0xff;
            if (next < lowest || next > highest) return 0;
            lowest = 0x80;
            highest = 0xbf;
        }
        return present == length ? length : present - length;
    }

    private static int length(int lead) {
        if (lead < 0xc2 || lead > 0xf4) return 0;
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
}
