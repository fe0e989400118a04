package io.tidings.auth;

import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the claim {@code tidings} of a token; a field that is not there grants nothing, one that we do not know is ignored. */
final class GrantsClaim {
    static final String NAME = "tidings";

    private GrantsClaim() {}

    /**
     * What the token allows.
     *
     * @param claim as JSON is parsed: maps, lists, strings, booleans; null when the token has no such claim
     * @throws Refusal {@link Failure#BAD_TOKEN}, naming the field that has the wrong shape
     */
    static Grants read(@Nullable Object claim, String subject) {
        if (claim == null) return Grants.NONE;
        if (!(claim instanceof Map<?, ?> fields)) throw wrong(NAME, "an object");
        return new Grants(
                strings(fields, "subscribe").stream()
                        .map(text -> ChannelPattern.parse(text, subject))
                        .toList(),
                strings(fields, "publish").stream()
                        .map(text -> ChannelPattern.parse(text, subject))
                        .toList(),
                strings(fields, "channels").stream()
                        .map(text -> ChannelPattern.channel(text, subject))
                        .toList(),
                bool(fields, "operate"));
    }

    private static List<String> strings(Map<?, ?> fields, String name) {
        if (!fields.containsKey(name)) return List.of();
        if (!(fields.get(name) instanceof List<?> list)) throw wrong(NAME + "." + name, "a list of strings");
        List<String> strings = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof String string)) throw wrong(NAME + "." + name, "a list of strings");
            strings.add(string);
        }
        return strings;
    }

    private static boolean bool(Map<?, ?> fields, String name) {
        if (!fields.containsKey(name)) return false;
        if (!(fields.get(name) instanceof Boolean value)) throw wrong(NAME + "." + name, "true or false");
        return value;
    }

    private static Refusal wrong(String field, String right) {
        return new Refusal(Failure.BAD_TOKEN, "the token's claim " + field + " is not " + right);
    }
}
