package io.tidings.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells what the mechanism has found out; exists in tests only. */
@Singleton
public class WhoAmIRoute {
    void register(@Observes Router router) {
        router.route("/test/who").handler(WhoAmIRoute::answer);
    }

    private static void answer(RoutingContext request) {
        SecurityIdentity security = ((QuarkusHttpUser) request.user()).getSecurityIdentity();
        request.response().putHeader("X-Principal", security.getPrincipal().getName());
        request.response().putHeader("X-Anonymous", String.valueOf(security.isAnonymous()));
        request.response().putHeader("X-Event-Loop", String.valueOf(Context.isOnEventLoopThread()));
        Optional<Identity> found = Identities.find(security);
        request.response().putHeader("X-Found", String.valueOf(found.isPresent()));
        try {
            request.end(Identities.require(security).subject());
        } catch (Refusal refusal) {
            request.response().setStatusCode(refusal.failure().status());
            request.end(refusal.failure().code() + ": " + refusal.detail());
        }
    }
}
