package io.tidings.transport.lean;

import io.tidings.transport.websocket.Handshake;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code /echo/lean}: WebSockets of the lean engine that send back what they are sent, to anyone. */
@Singleton
public class EchoRoute {
    private static final Terms TERMS = new Terms(Terms.mark(1 << 20), 16 << 20, 1_000, 1);

    void register(@Observes Router router) {
        router.get("/echo/lean").handler(EchoRoute::serve);
    }

    private static void serve(RoutingContext request) {
        Handshake.check(request.request(), false, null);
        HandshakeAnswer.begin(request);
        Takeover.take(request, new EchoConnection(TERMS), () -> {});
    }
}
