package io.tidings.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as RFC 3339 has them: UTC, milliseconds, years of four digits. */
final class Timestamps {
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** @param millis since the epoch; what lies beyond the year 9999 is told as its end, what lies before 1970 as its start */
    static String format(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(Math.max(0, Math.min(millis, LAST))));
    }
}
