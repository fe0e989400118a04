package io.tidings.transport.rest;

import io.smallrye.mutiny.Uni;
import io.tidings.core.port.Reply;
import io.tidings.core.session.Sessions;
import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;

/** Successful answers, and how replies of the core become them. */
final class Answers {
    static final String JSON = "application/json";
    /** The header by which a caller says where its own trace is (W3C Trace Context). */
    static final String TRACE = "traceparent";

    static final String LINES = "application/x-ndjson";

    private Answers() {}

    /**
     * What the core replies, or its refusal; asked for when the answer is subscribed to, on the same thread.
     *
     * @param here the sessions of the lane that the reply comes on: who is refused comes back in one window with them
     */
    static <T> Uni<T> reply(Sessions here, Consumer<Reply<T>> question) {
        return Uni.createFrom()
                .emitter(emitter ->
                        question.accept(Reply.of(emitter::complete, refusal -> emitter.fail(here.sentAway(refusal)))));
    }

    static Response of(int status, String mediaType, byte[] body) {
        return Response.status(status)
                .header("Content-Type", mediaType)
                .header("Cache-Control", "no-store")
                .entity(body)
                .build();
    }
}
