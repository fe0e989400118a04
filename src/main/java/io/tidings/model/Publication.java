package io.tidings.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message that a publisher asks to be appended.
 *
 * @param event the name of what happened, {@code [A-Za-z0-9_.-]{1,64}} and none of the names that streams use themselves
 * @param tags at most 16, each key at most 64 characters and each value at most 256; in the order given, on every pod the same
 * @param key idempotency key, 1 to 255 bytes: the same key of the same subject gives the same answer and one message
 */
public record Publication(
        Channel channel,
        Payload payload,
        @Nullable String event,
        Map<String, String> tags,
        @Nullable String key) {
    /** Event names that a stream speaks itself. */
    public static final java.util.Set<String> RESERVED_EVENTS =
            java.util.Set.of("open", "error", "message", "welcome", "gap", "bye");

    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MAX_TAGS = 16;
    private static final int MAX_TAG_KEY = 64;
    private static final int MAX_TAG_VALUE = 256;
    private static final int MAX_KEY = 255;

    /** @throws Refusal {@link Failure#MALFORMED}, naming the part that is out of bounds */
    public Publication {
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        if (event != null) checkEvent(event);
        checkTags(tags);
        if (key != null) checkKey(key);
    }

    private static void checkEvent(String event) {
        if (!EVENT.matcher(event).matches())
            throw malformed("the event name " + Quoted.of(event) + " is not 1 to 64 of A-Z a-z 0-9 _ . -");
        if (RESERVED_EVENTS.contains(event))
            throw malformed("the event name " + Quoted.of(event) + " is reserved; take any but "
                    + String.join(", ", new java.util.TreeSet<>(RESERVED_EVENTS)));
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS)
            throw malformed(tags.size() + " tags were given; at most " + MAX_TAGS + " are allowed");
        tags.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_TAG_KEY)
                throw malformed("the tag's name " + Quoted.of(name) + " is not 1 to " + MAX_TAG_KEY + " characters");
            if (value.length() > MAX_TAG_VALUE)
                throw malformed(
                        "the tag " + Quoted.of(name) + " has a value of more than " + MAX_TAG_VALUE + " characters");
        });
    }

    private static void checkKey(String key) {
        int length = key.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (length < 1 || length > MAX_KEY)
            throw malformed("the idempotency key has " + length + " bytes; 1 to " + MAX_KEY + " are allowed");
    }

    private static Refusal malformed(String detail) {
        return new Refusal(Failure.MALFORMED, detail);
    }
}
