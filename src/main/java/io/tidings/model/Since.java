package io.tidings.model;

/** From where in one channel a subscriber wants its messages. */
public sealed interface Since {
    /** Everything after this position; what is missing is told as a gap. */
    record At(Position position) implements Since {}

    /** All that the history still has; never gives a gap. */
    record Earliest() implements Since {}

    /** Only what comes from now on. */
    record Latest() implements Since {}

    /**
     * The last messages of the history, then what comes; never gives a gap.
     *
     * @param count 1 to 10,000
     */
    record Last(int count) implements Since {
        /** The largest count. */
        public static final int MAX = 10_000;

        public Last {
            if (count < 1 || count > MAX) throw new IllegalArgumentException("count is out of range: " + count);
        }
    }

    /** The one {@link Earliest}. */
    Since EARLIEST = new Earliest();

    /** The one {@link Latest}. */
    Since LATEST = new Latest();

    /**
     * Reads {@code earliest}, {@code latest}, {@code last:N} or a position.
     *
     * @throws Refusal {@link Failure#MALFORMED}, when the text is none of these
     */
    static Since parse(String text) {
        if (text.equals("earliest")) return EARLIEST;
        if (text.equals("latest")) return LATEST;
        if (text.startsWith("last:")) return last(text);
        return new At(position(text));
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (Refusal notAPosition) {
            throw new Refusal(
                    Failure.MALFORMED,
                    Quoted.of(text) + " is not a place in a channel; that is earliest, latest, last:N or a position"
                            + " such as 17-193847561234567");
        }
    }

    private static Since last(String text) {
        String digits = text.substring("last:".length());
        boolean number = digits.matches("[0-9]{1,5}");
        int count = number ? Integer.parseInt(digits) : 0;
        if (count < 1 || count > Last.MAX)
            throw new Refusal(Failure.MALFORMED, Quoted.of(text) + " is not last:N with N from 1 to " + Last.MAX);
        return new Last(count);
    }
}
