package io.tidings.transport.sse;

import io.tidings.auth.Identities;
import io.tidings.core.port.Format;
import io.tidings.core.session.Sessions;
import io.tidings.core.session.StreamSession;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.transport.Accept;
import io.tidings.transport.Engine;
import io.tidings.transport.Here;
import io.tidings.transport.Problems;
import io.tidings.transport.StreamSink;
import io.tidings.transport.SubscriptionQuery;
import io.tidings.transport.SubscriptionRoutes;
import io.tidings.wire.SseWriter;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * {@code GET} and {@code POST /v1/stream}. EventSource gives up for good on any status but 200, so what can be retried is a
 * stream that says {@code bye} and ends; what cannot be retried has its status.
 */
@Singleton
public class StreamRoute {
    /** The most channels of one stream: its cursor travels with every event. */
    static final int MOST_CHANNELS = 32;

    private final Here here;
    private final SubscriptionRoutes routes;
    private final Engine engine;

    @Inject
    StreamRoute(Here here, SubscriptionRoutes routes, Engine engine) {
        this.here = here;
        this.routes = routes;
        this.engine = engine;
    }

    void register(@Observes Router router) {
        routes.register(router, "/v1/stream", this::serve);
    }

    private void serve(RoutingContext request) {
        Sessions sessions = here.sessions();
        StreamSink sink = engine.stream(request);
        try {
            open(request, sessions, sink);
        } catch (RuntimeException failure) {
            Refusal refusal = Problems.refusal(failure, request.request().path());
            if (refusal.failure().retry() != Failure.Retry.LATER) throw refusal;
            begin(request.response());
            sessions.sendAway(sink, Format.EVENT, refusal);
        }
    }

    private void open(RoutingContext request, Sessions sessions, StreamSink sink) {
        Identity identity = Identities.require(request);
        if (!Accept.takes(request.request().headers(), "text/event-stream"))
            throw new Refusal(
                    Failure.NOT_ACCEPTABLE,
                    "this address answers text/event-stream, not "
                            + Quoted.of(request.request().getHeader("Accept")));
        SubscriptionQuery query = routes.query(request, identity, MOST_CHANNELS);
        Sessions.checkGranted(identity, query.requests());
        HttpServerResponse response = request.response();
        if (request.request().method() == HttpMethod.HEAD) {
            begin(response);
            response.end();
            return;
        }
        // Gathered until the session is there: a refusal may still need a status of its own.
        sink.write(SseWriter.retry(sessions.retryMillis()));
        StreamSession session = sessions.openStream(sink, identity, query.requests(), query.shortCursor());
        begin(response);
        sink.serve(session);
    }

    private static void begin(HttpServerResponse response) {
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .setChunked(true);
    }
}
