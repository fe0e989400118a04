package io.tidings.transport;

import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/** How many messages and gaps one answer may hold. */
public final class PollLimit {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private PollLimit() {}

    /**
     * Reads {@code limit=}; absent is 100.
     *
     * @throws Refusal {@code MALFORMED}, unless it is 1 to 1,000
     */
    public static int parse(@Nullable String text) {
        if (text == null) return USUAL;
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST)
            throw new Refusal(
                    Failure.MALFORMED, "limit is " + Quoted.of(text) + "; a number from 1 to " + MOST + " is expected");
        return limit;
    }
}
