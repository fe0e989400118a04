package io.tidings.transport.reference;

import io.tidings.transport.Connections;
import io.tidings.transport.Engine;
import io.tidings.transport.StreamSink;
import io.vertx.ext.web.RoutingContext;

/** WebSockets Next, whose route comes after ours, and responses of Vert.x. Immutable. */
public final class ReferenceEngine implements Engine {
    private final int budget;

    /** @param budget most bytes that a session may have waiting */
    public ReferenceEngine(int budget) {
        this.budget = budget;
    }

    @Override
    public void serveWebSocket(RoutingContext request) {
        request.next();
    }

    @Override
    public StreamSink stream(RoutingContext request) {
        return new HttpSink(request.response(), Connections.cut(request.request()), budget);
    }
}
