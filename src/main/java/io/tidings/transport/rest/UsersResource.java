package io.tidings.transport.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.tidings.auth.Identities;
import io.tidings.core.port.Reply;
import io.tidings.core.session.Orders;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.transport.Here;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** What an operator may do with the sessions of others. */
@Singleton
@Path("/v1/users/{user}")
public class UsersResource {
    private final SecurityIdentity caller;
    private final Here here;
    private final Orders orders;

    @Inject
    UsersResource(SecurityIdentity caller, Here here, Orders orders) {
        this.caller = caller;
        this.here = here;
        this.orders = orders;
    }

    /** Ends all sessions of a user on every pod; answers when the order is in the log. */
    @POST
    @Path("/disconnect")
    @NonBlocking
    @Operation(summary = "End the sessions of a user")
    public CompletionStage<Response> disconnect(@RestPath String user) {
        if (!Identities.require(caller).grants().operate())
            throw new Refusal(
                    Failure.NOT_GRANTED, "the token does not grant ending the sessions of others: operate is not true");
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Response done = Response.noContent().header("Cache-Control", "no-store").build();
        Sessions sessions = here.sessions();
        orders.disconnect(
                user,
                here.lane(),
                Reply.of(
                        id -> answer.complete(done),
                        refusal -> answer.completeExceptionally(sessions.sentAway(refusal))));
        return answer;
    }
}
