package io.tidings.app;

import io.quarkus.arc.profile.IfBuildProfile;
import io.tidings.model.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code GET /dev/token} hands out tokens to whoever asks, as plain text; dev mode only, no packaged build has it. */
@Singleton
@IfBuildProfile("dev")
public class DevTokenRoute {
    private final DevTokens tokens;

    @Inject
    DevTokenRoute(DevTokens tokens) {
        this.tokens = tokens;
    }

    void register(@Observes Router router) {
        router.get("/dev/token").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        request.response().putHeader("Content-Type", "text/plain").putHeader("Cache-Control", "no-store");
        try {
            request.end(tokens.token(request.queryParams()));
        } catch (Refusal refusal) {
            request.response().setStatusCode(refusal.failure().status());
            request.end(refusal.detail());
        }
    }
}
