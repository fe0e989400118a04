package io.tidings.transport.websocket;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.transport.Engine;
import io.tidings.transport.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /v1/ws}: the engine serves what is a handshake; what is none is answered here. */
@Singleton
public class WebSocketRoute {
    public static final String PATH = "/v1/ws";

    /** After tokens and permissions, which are filters, and before WebSockets Next. */
    private static final int ORDER = -10;

    private final Engine engine;

    @Inject
    WebSocketRoute(Engine engine) {
        this.engine = engine;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(ORDER).handler(this::answer);
    }

    private void answer(RoutingContext request) {
        if (request.request().headers().contains("Sec-WebSocket-Key")) {
            engine.serveWebSocket(request);
        } else if (request.request().method() == HttpMethod.GET) {
            Problems.answer(
                    request,
                    new Refusal(Failure.MALFORMED, "this address speaks WebSocket; the request is no handshake"));
        } else {
            request.response().putHeader("Allow", "GET");
            Problems.answer(
                    request, new Refusal(Failure.METHOD_NOT_ALLOWED, "this address takes a WebSocket's GET only"));
        }
    }
}
