package io.tidings.transport.websocket;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.transport.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers what comes to {@code /v1/ws} and is no handshake. */
@Singleton
public class WebSocketRoute {
    void register(@Observes Router router) {
        router.route("/v1/ws").handler(WebSocketRoute::answer);
    }

    private static void answer(RoutingContext request) {
        if (request.request().headers().contains("Sec-WebSocket-Key")) {
            request.next();
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
