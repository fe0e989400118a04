package io.tidings.core.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A time as the log keeps it. Immutable.
 *
 * @param millis since the epoch
 * @param field {@code "time":"…",}: RFC 3339, UTC, milliseconds; never changed
 */
record Stamp(long millis, byte[] field) {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Formatted once a millisecond and not once a message; a lane that reads another's older one makes its own. */
    private static Stamp last = made(0);

    static Stamp of(long millis) {
        Stamp known = last;
        if (known.millis == millis) return known;
        Stamp made = made(millis);
        last = made;
        return made;
    }

    private static Stamp made(long millis) {
        String text = "\"time\":\"" + RFC_3339.format(Instant.ofEpochMilli(millis)) + "\",";
        return new Stamp(millis, text.getBytes(US_ASCII));
    }
}
