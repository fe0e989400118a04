package io.tidings.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One publication as the log keeps it: a JSON object in the fixed order {@code event?}, {@code time}, {@code tags?},
 * then {@code data}, or {@code datacontenttype?} and {@code data_base64} for bytes. Its readers splice it and never
 * parse it.
 *
 * @param json UTF-8, without white space outside strings; the array is not copied and never changed
 */
public record Message(byte[] json) {
    private static final byte[] EVENT = "{\"event\":\"".getBytes(StandardCharsets.US_ASCII);

    /** The event's name, read from the front of the JSON, or null when the message has none. */
    public @Nullable String event() {
        for (int i = 0; i < EVENT.length; i++) if (i >= json.length || json[i] != EVENT[i]) return null;
        int end = EVENT.length;
        while (end < json.length && json[end] != '"') end++;
        return end == json.length
                ? null
                : new String(json, EVENT.length, end - EVENT.length, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && java.util.Arrays.equals(json, message.json);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(json);
    }

    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
