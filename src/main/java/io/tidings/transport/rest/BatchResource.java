package io.tidings.transport.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.auth.Identities;
import io.tidings.core.publish.Publisher;
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
        List<BatchItem> items = lines ? batches.lines(body) : batches.array(body);
        BatchRun run = new BatchRun(publisher, identity, here.lane());
        return Answers.<List<byte[]>>reply(reply -> run.publish(items, reply::succeed))
                .map(results -> lines
                        ? Answers.of(200, Answers.LINES, ResultWriter.lines(results))
                        : Answers.of(200, Answers.JSON, ResultWriter.array(results)));
    }
}
