package io.tidings.auth;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tidings.auth.Verdict.Accepted;
import io.tidings.auth.Verdict.Refused;
import io.tidings.model.Refusal;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gives every request an identity, on its event loop. A bad token is no 401 of Quarkus' but an anonymous identity that carries the
 * refusal, so that one place of ours answers in the transport's own way; see {@link Identities}.
 */
@Singleton
public class TokenMechanism implements HttpAuthenticationMechanism {
    private final TokenVerifier verifier;
    private final Carriers carriers;

    @Inject
    public TokenMechanism(TokenVerifier verifier, Carriers carriers) {
        this.verifier = verifier;
        this.carriers = carriers;
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager unused) {
        Refusal before = request.get(Identities.REFUSAL);
        if (before != null) return Uni.createFrom().item(identity(new Refused(before)));
        Optional<String> token;
        try {
            token = carriers.token(new VertxCarrierRequest(request));
        } catch (Refusal refusal) {
            return Uni.createFrom().item(identity(new Refused(refusal)));
        }
        if (token.isEmpty()) return Uni.createFrom().item(anonymous().build());
        CompletableFuture<Verdict> verdict = verifier.verify(token.get());
        Uni<SecurityIdentity> identity =
                Uni.createFrom().completionStage(verdict).map(TokenMechanism::identity);
        if (verdict.isDone()) return identity;
        Context loop = request.vertx().getOrCreateContext();
        return identity.emitOn(task -> loop.runOnContext(nothing -> task.run()));
    }

    /** Nothing: whoever needs an identity refuses by itself. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    private static SecurityIdentity identity(Verdict verdict) {
        if (verdict instanceof Accepted accepted)
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(accepted.identity().subject()))
                    .addAttribute(Identities.IDENTITY, accepted.identity())
                    .build();
        return anonymous()
                .addAttribute(Identities.REFUSAL, ((Refused) verdict).refusal())
                .build();
    }

    private static QuarkusSecurityIdentity.Builder anonymous() {
        return QuarkusSecurityIdentity.builder().setAnonymous(true).setPrincipal(new QuarkusPrincipal(""));
    }
}
