package io.tidings.model;

/**
 * Where a message stands in its channel. Equal positions imply equal history before them (Raft's log matching), so
 * positions are compared for equality and never by offset alone.
 *
 * @param offset number of the message in its channel, from 1; 0 is "before the first"
 * @param tag 48 random bits, never 0, drawn for this append and never used again
 */
public record Position(long offset, long tag) {
    /** One more than the largest tag. */
    public static final long TAGS = 1L << 48;

    /** The largest offset: Redis counts it in a double, exact to 2^53. */
    public static final long MAX_OFFSET = 1L << 53;

    public Position {
        if (offset < 0 || offset > MAX_OFFSET) throw new IllegalArgumentException("offset is out of range: " + offset);
        if (tag < 1 || tag >= TAGS) throw new IllegalArgumentException("tag is not 48 bits: " + tag);
    }

    /**
     * Reads {@code <offset>-<tag>}, both decimal without leading zeros.
     *
     * @throws Refusal {@link Failure#MALFORMED}, when the text is anything else
     */
    public static Position parse(String text) {
        int dash = text.indexOf('-');
        long offset = dash < 0 ? -1 : decimal(text, 0, dash);
        long tag = dash < 0 ? -1 : decimal(text, dash + 1, text.length());
        if (offset < 0 || offset > MAX_OFFSET || tag < 1 || tag >= TAGS)
            throw new Refusal(
                    Failure.MALFORMED,
                    Quoted.of(text) + " is not a position; a position looks like 17-193847561234567");
        return new Position(offset, tag);
    }

    private static long decimal(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 16 || (length > 1 && text.charAt(from) == '0')) return -1;
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    /** The message's id on every transport. */
    @Override
    public String toString() {
        return offset + "-" + tag;
    }
}
