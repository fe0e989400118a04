package io.tidings.transport.lean;

import io.tidings.transport.Connections;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** A request of HTTP/1.1. */
record HttpExchange(RoutingContext request) implements Exchange {
    @Override
    public void takeOver(Connection stream) {
        // No other request can follow on this connection.
        request.response().putHeader("Connection", "close");
        Takeover.take(request, stream, () -> {});
    }

    @Override
    public void end(Buffer body) {
        request.response().end(body);
    }

    @Override
    public void cut() {
        Connections.cut(request.request()).run();
    }
}
