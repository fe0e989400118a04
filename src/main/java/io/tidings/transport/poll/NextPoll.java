package io.tidings.transport.poll;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** The address of the poll that goes on after an answer, as a {@code Link} (RFC 8288); it never has a token in it. */
final class NextPoll {
    private NextPoll() {}

    /** Empty for a POST, which no link can repeat. */
    static Optional<String> link(RoutingContext request, String cursor) {
        if (request.request().method() != HttpMethod.GET) return Optional.empty();
        MultiMap asked = request.queryParams();
        StringJoiner query = new StringJoiner("&", "<" + request.request().path() + "?", ">; rel=\"next\"");
        // A position that a channel brought itself would win over the cursor.
        for (String channel : asked.getAll("channel")) query.add("channel=" + encoded(channel.split("@", 2)[0]));
        for (String kept : new String[] {"wait", "limit"})
            if (asked.contains(kept)) query.add(kept + "=" + encoded(asked.get(kept)));
        return Optional.of(query.add("since=" + encoded(cursor)).toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
