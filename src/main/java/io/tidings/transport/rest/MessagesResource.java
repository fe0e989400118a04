package io.tidings.transport.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.auth.Identities;
import io.tidings.core.port.Lane;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.core.session.PollAnswer;
import io.tidings.core.session.PollRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.transport.Here;
import io.tidings.transport.PollBody;
import io.tidings.transport.PollLimit;
import io.tidings.transport.SubscriptionQuery;
import io.tidings.wire.JsonScanner;
import io.tidings.wire.ResultWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The messages of one channel: publishing and history. Served on the event loop of the connection. */
@Singleton
@Path("/v1/channels/{channel}/messages")
@Produces(Answers.JSON)
public class MessagesResource {
    private final SecurityIdentity caller;
    private final Here here;
    private final Publisher publisher;
    private final PublishLimits limits;
    private final JsonScanner scanner;

    @Inject
    MessagesResource(
            SecurityIdentity caller, Here here, Publisher publisher, PublishLimits limits, JsonScanner scanner) {
        this.caller = caller;
        this.here = here;
        this.publisher = publisher;
        this.limits = limits;
        this.scanner = scanner;
    }

    /** Appends the body as one message. */
    @POST
    @Consumes("*/*")
    @Operation(summary = "Publish a message: any JSON as application/json, bytes as any other media type")
    public Uni<Response> publish(
            @RestPath String channel,
            @RestQuery @Nullable String event,
            @RestQuery("tag") List<String> tags,
            @Context HttpHeaders headers,
            byte[] body) {
        Identity identity = Identities.require(caller);
        checkSize(body);
        Publication publication = new PublishRequest(channel, event, tags, headers, body).publication(scanner);
        String trace = headers.getHeaderString(Answers.TRACE);
        Lane lane = here.lane();
        return Answers.<Position>reply(
                        here.sessions(), reply -> publisher.publish(identity, publication, trace, lane, reply))
                .map(id -> Answers.of(201, Answers.JSON, ResultWriter.published(publication.channel(), id)));
    }

    /** A body that cannot become a message that is small enough is not even looked at. */
    private void checkSize(byte[] body) {
        if (body.length > limits.messageBytes())
            throw new Refusal(
                    Failure.TOO_LARGE,
                    "the body has " + body.length + " bytes; at most " + limits.messageBytes() + " are allowed");
    }

    /** What the history has, by default from its beginning. */
    @GET
    @Operation(summary = "Read the history of a channel, from a place on")
    public Uni<Response> history(
            @RestPath String channel, @RestQuery @Nullable String since, @RestQuery @Nullable String limit) {
        Identity identity = Identities.require(caller);
        Channel read = Channel.parse(channel);
        var place = SubscriptionQuery.place(since == null ? "earliest" : since, read);
        PollRequest request =
                new PollRequest(List.of(new SubscriptionRequest(read, place)), PollLimit.parse(limit), 0, true);
        Sessions sessions = here.sessions();
        return Answers.<PollAnswer>reply(sessions, reply -> sessions.openPoll(identity, request, reply))
                .map(answer -> Answers.of(200, Answers.JSON, PollBody.json(answer)));
    }
}
