package io.tidings.transport.lean;

import io.tidings.auth.Identities;
import io.tidings.core.session.SessionSettings;
import io.tidings.core.session.Sessions;
import io.tidings.model.Refusal;
import io.tidings.transport.Connections;
import io.tidings.transport.Engine;
import io.tidings.transport.Here;
import io.tidings.transport.Problems;
import io.tidings.transport.RequestBody;
import io.tidings.transport.StreamSink;
import io.tidings.transport.reference.HttpSink;
import io.tidings.transport.websocket.Handshake;
import io.tidings.transport.websocket.Visitor;
import io.tidings.wire.CommandReader;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Takes connections over from Quarkus, after its authentication and our checks: WebSockets, and event streams over HTTP/1.1. Over
 * HTTP/2 a WebSocket is a stream that is taken over, and an event stream stays a response. Immutable.
 */
public final class LeanEngine implements Engine {
    private final Here here;
    private final CommandReader reader;
    private final int budget;
    private final Terms terms;

    /**
     * @param mostCommand bytes of the largest message that a client may send
     * @param idle how long a connection may be without reading
     */
    public LeanEngine(Here here, CommandReader reader, SessionSettings settings, int mostCommand, Duration idle) {
        this.here = here;
        this.reader = reader;
        this.budget = settings.outboxBytes();
        int mostUnread = (int) Math.max(1, idle.toMillis() / settings.sseHeartbeatMillis());
        this.terms = new Terms(Terms.mark(budget), mostCommand, settings.pongMillis(), mostUnread);
    }

    @Override
    public void serveWebSocket(RoutingContext request) {
        ExtendedConnects stream = ExtendedConnects.of(request.request());
        Visitor visitor;
        try {
            visitor = Handshake.check(request.request(), stream != null, Identities.security(request));
        } catch (Refusal refusal) {
            Problems.answer(request, refusal);
            return;
        }
        Sessions sessions = here.sessions();
        CommandConnection connection = new CommandConnection(terms, reader);
        Runnable begun = () -> connection.open(sessions, visitor);
        if (stream == null) {
            HandshakeAnswer.begin(request);
            Takeover.take(request, connection, begun);
        } else {
            HandshakeAnswer.beginStream(request);
            StreamTakeover.take(request, stream, connection, begun);
        }
    }

    @Override
    public StreamSink stream(RoutingContext request) {
        if (mayTakeOver(request.request())) return new StreamConnection(terms, new HttpExchange(request));
        return new HttpSink(request.response(), Connections.cut(request.request()), budget);
    }

    /** Whether nothing of the request is still to come, and no other shares its connection. */
    private static boolean mayTakeOver(HttpServerRequest request) {
        boolean read = request.method() == HttpMethod.POST || !RequestBody.isAnnounced(request);
        return request.version() == HttpVersion.HTTP_1_1 && read;
    }
}
