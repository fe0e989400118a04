package io.tidings.transport;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets pages of other origins read our answers (CORS), as {@code quarkus.http.cors.origins} lists them. It refuses nobody: a
 * browser that finds no permission keeps the answer from its page, and whether a cookie is taken is decided with the token.
 * Quarkus' own filter answers 403 without a body, also to the service's own pages where TLS ends at an ingress.
 */
@Singleton
public class CrossOrigin {
    /** Before everything else, so that problems can be read too. */
    private static final int FIRST = 400;

    private static final String ANY = "*";

    private final Set<String> origins;

    @Inject
    CrossOrigin(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.origins = origins.orElse(List.of()).stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext request) {
        String origin = request.request().getHeader("Origin");
        if (origin == null) {
            request.next();
            return;
        }
        boolean allowed = permit(origin, request.response());
        if (isPreflight(request.request())) answerPreflight(request.response(), allowed);
        else request.next();
    }

    private boolean permit(String origin, HttpServerResponse response) {
        response.headers().add("Vary", "Origin");
        boolean listed = origins.contains(origin.toLowerCase(Locale.ROOT));
        if (!listed && !origins.contains(ANY)) return false;
        response.putHeader("Access-Control-Allow-Origin", listed ? origin : ANY);
        if (listed) response.putHeader("Access-Control-Allow-Credentials", "true");
        response.putHeader("Access-Control-Expose-Headers", "Retry-After, Link");
        return true;
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Access-Control-Request-Method");
    }

    private static void answerPreflight(HttpServerResponse response, boolean allowed) {
        if (allowed)
            response.putHeader("Access-Control-Allow-Methods", "GET, POST")
                    .putHeader(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Last-Event-ID, Idempotency-Key, Prefer")
                    .putHeader("Access-Control-Max-Age", "600");
        response.setStatusCode(204).end();
    }
}
