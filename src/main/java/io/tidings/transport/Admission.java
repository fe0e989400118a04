package io.tidings.transport;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tidings.auth.Identities;
import io.tidings.model.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Stands before the dear part of connecting, verification and joins: more requests for a session than the pod lets in are refused
 * with their tokens unread, each in its transport's own way.
 */
@Singleton
public class Admission {
    /** Before tokens are looked at, which has 200. */
    private static final int BEFORE_TOKENS = 250;

    private static final Set<String> DOORS = Set.of("/v1/stream", "/v1/poll", "/v1/ws");

    private final Here here;

    @Inject
    Admission(Here here) {
        this.here = here;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_TOKENS);
    }

    private void check(RoutingContext request) {
        try {
            if (opensSession(request.request().method(), request.normalizedPath()))
                here.sessions().admit();
        } catch (Refusal refusal) {
            Identities.refuse(request, refusal);
        }
        request.next();
    }

    /** A read of a channel's history is a poll that waits for nothing. */
    private static boolean opensSession(HttpMethod method, String path) {
        if (method == HttpMethod.GET) return DOORS.contains(path) || path.startsWith("/v1/channels/");
        return method == HttpMethod.POST && DOORS.contains(path);
    }
}
