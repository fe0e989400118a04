package io.tidings.backbone.redis;

import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself; what it does not say, or refuses to, is absent. Immutable.
 *
 * @param node host and port
 * @param info the fields of {@code INFO}
 * @param settings those of {@code CONFIG GET}
 */
record ServerFacts(String node, Map<String, String> info, Map<String, String> settings) {
    /** @param settings the answer of either version of the protocol: a map, or names and values in turn */
    static ServerFacts of(String node, @Nullable Response info, @Nullable Response settings) {
        return new ServerFacts(node, info(info == null ? "" : info.toString()), settings(settings));
    }

    private static Map<String, String> info(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) fields.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return Map.copyOf(fields);
    }

    private static Map<String, String> settings(@Nullable Response reply) {
        Map<String, String> settings = new HashMap<>();
        if (reply == null) return settings;
        if (reply.isMap())
            for (String name : reply.getKeys())
                settings.put(name, reply.get(name).toString());
        else
            for (int i = 0; i + 1 < reply.size(); i += 2)
                settings.put(reply.get(i).toString(), reply.get(i + 1).toString());
        return Map.copyOf(settings);
    }

    @Nullable
    String text(String field) {
        return info.get(field);
    }

    /** Empty when the server does not say so, or no number. */
    OptionalLong number(String field) {
        String value = info.get(field);
        if (value == null || !value.matches("[0-9]{1,18}")) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(value));
    }
}
