package io.tidings.transport.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.auth.Identities;
import io.tidings.core.publish.Publisher;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.transport.Here;
import io.tidings.wire.BatchItem;
import io.tidings.wire.Batches;
import io.tidings.wire.ResultWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Many messages in one request. Served on the event loop of the connection. */
@Singleton
@Path("/v1/messages")
public class BatchResource {
    /** The largest body, in bytes, that is read on the event loop: under a millisecond. */
    private static final int READ_AT_ONCE = 64 * 1024;

    private final SecurityIdentity caller;
    private final Here here;
    private final Publisher publisher;
    private final Batches batches;

    @Inject
    BatchResource(SecurityIdentity caller, Here here, Publisher publisher, Batches batches) {
        this.caller = caller;
        this.here = here;
        this.publisher = publisher;
        this.batches = batches;
    }

    /** Appends each item; the answer has the result of each, in the order and the form in which they came. */
    @POST
    @Consumes("*/*")
    @Produces({Answers.JSON, Answers.LINES})
    @Operation(summary = "Publish many messages: a JSON array, or one JSON object a line")
    public Uni<Response> publish(@Context HttpHeaders headers, byte[] body) {
        Identity identity = Identities.require(caller);
        String kind = PublishRequest.kind(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        boolean lines = kind.equals(Answers.LINES);
        if (!lines && !kind.equals(Answers.JSON))
            throw new Refusal(
                    Failure.UNSUPPORTED_MEDIA_TYPE,
                    Quoted.of(kind) + " is no batch; " + Answers.JSON + " brings an array, " + Answers.LINES
                            + " lines");
        BatchRun run = new BatchRun(publisher, identity, headers.getHeaderString(Answers.TRACE), here.lane());
        Sessions sessions = here.sessions();
        return read(body, lines)
                .onItem()
                .transformToUni(
                        items -> Answers.<List<byte[]>>reply(sessions, reply -> run.publish(items, reply::succeed)))
                .map(results -> lines
                        ? Answers.of(200, Answers.LINES, ResultWriter.lines(results))
                        : Answers.of(200, Answers.JSON, ResultWriter.array(results)));
    }

    /** Reads a large body on a worker, as it would keep the event loop from its other connections. */
    private Uni<List<BatchItem>> read(byte[] body, boolean lines) {
        Uni<List<BatchItem>> items = Uni.createFrom().item(() -> lines ? batches.lines(body) : batches.array(body));
        if (body.length <= READ_AT_ONCE) return items;
        return items.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).emitOn(here.lane()::execute);
    }
}
