package io.tidings.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link TokenMechanism} has found out about a request. */
public final class Identities {
    static final String IDENTITY = "tidings.identity";
    static final String REFUSAL = "tidings.refusal";

    private Identities() {}

    /**
     * Who sends the request.
     *
     * @throws Refusal the one that its token has earned; {@link Failure#BAD_TOKEN} when it has none
     */
    public static Identity require(SecurityIdentity security) {
        Refusal refusal = refusal(security);
        if (refusal != null) throw refusal;
        return find(security).orElseThrow(Identities::none);
    }

    /** As {@link #require(SecurityIdentity)}, for a request that a route of ours serves. */
    public static Identity require(RoutingContext request) {
        SecurityIdentity security = security(request);
        if (security == null) throw none();
        return require(security);
    }

    /** What is known of who sends a request that a route of ours serves; null for nothing. */
    public static @Nullable SecurityIdentity security(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user ? user.getSecurityIdentity() : null;
    }

    /** Who sends the request; empty without a token, or with one that was refused. */
    public static Optional<Identity> find(SecurityIdentity security) {
        return Optional.ofNullable(security.<Identity>getAttribute(IDENTITY));
    }

    private static Refusal none() {
        return new Refusal(Failure.BAD_TOKEN, "the request has no token; send Authorization: Bearer and the token");
    }

    /** Refuses a request whose token has not been looked at yet, and never will be. */
    public static void refuse(RoutingContext request, Refusal refusal) {
        request.put(REFUSAL, refusal);
    }

    /** Why the token was refused; null when it was not, or when there is none. */
    public static @Nullable Refusal refusal(SecurityIdentity security) {
        return security.<Refusal>getAttribute(REFUSAL);
    }
}
