package io.tidings.transport.poll;

import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a poll waits for something, in milliseconds: {@code ?wait=}, else {@code Prefer: wait=} (RFC 7240), else 25 s. */
final class PollWait {
    /** Proxies tend to cut a request that was silent for a minute. */
    static final long MOST = 55_000;

    private static final long USUAL = 25_000;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s)?");
    private static final Pattern PREFERENCE =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,6})\"?\\s*(?=$|[,;])");

    private PollWait() {}

    /**
     * @param wait as asked for: {@code 25s}, {@code 25} or {@code 1500ms}
     * @param prefer all {@code Prefer} headers; what is preferred beyond the most is cut
     * @throws Refusal {@code MALFORMED}, for a wait that is no duration or longer than the most
     */
    static long millis(@Nullable String wait, List<String> prefer) {
        if (wait != null) return asked(wait);
        for (String preferences : prefer) {
            Matcher matcher = PREFERENCE.matcher(preferences);
            if (matcher.find()) return Math.min(MOST, 1000 * Long.parseLong(matcher.group(1)));
        }
        return USUAL;
    }

    private static long asked(String wait) {
        Matcher matcher = DURATION.matcher(wait);
        if (matcher.matches()) {
            long millis = Long.parseLong(matcher.group(1)) * ("ms".equals(matcher.group(2)) ? 1 : 1000);
            if (millis <= MOST) return millis;
        }
        throw new Refusal(
                Failure.MALFORMED,
                "wait is " + Quoted.of(wait) + "; it must be a time from 0 to 55s, such as 25s or 1500ms");
    }
}
