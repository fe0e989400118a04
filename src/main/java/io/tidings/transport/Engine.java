package io.tidings.transport;

import io.vertx.ext.web.RoutingContext;

/** Writes to connections, and reads from those that speak more than HTTP. One is chosen at the start, with its frames. */
public interface Engine {
    /** Serves a request that asks for a WebSocket, or passes it on to a route that does. */
    void serveWebSocket(RoutingContext request);

    /** The way to the client of an event stream, which the response of this request becomes. */
    StreamSink stream(RoutingContext request);
}
