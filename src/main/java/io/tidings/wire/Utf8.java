package io.tidings.wire;

/** Well-formed UTF-8 as table 3-7 of the Unicode Standard has it: nothing overlong, no surrogates, no more than U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** The bytes of the sequence of two to four that starts here and ends before {@code end}; 0 when it is ill-formed. */
    static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int length = length(lead);
        if (length == 0 || end - at < length) return 0;
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) return 0;
        for (int i = 2; i < length; i++) if ((bytes[at + i] & 0xc0) != 0x80) return 0;
        return length;
    }

    private static int length(int lead) {
        if (lead < 0xc2 || lead > 0xf4) return 0;
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
}
