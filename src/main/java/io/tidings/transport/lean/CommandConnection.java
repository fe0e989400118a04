package io.tidings.transport.lean;

import io.tidings.core.port.Format;
import io.tidings.core.session.CommandSession;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.transport.Problems;
import io.tidings.transport.websocket.Visitor;
import io.tidings.transport.websocket.WebSocketRoute;
import io.tidings.wire.CommandReader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ws}: commands in, frames out. Confined to its event loop. */
final class CommandConnection extends WebSocketConnection {
    private static final Logger LOG = Logger.getLogger(CommandConnection.class);

    private final CommandReader reader;
    private @Nullable CommandSession session;

    CommandConnection(Terms terms, CommandReader reader) {
        super(terms);
        this.reader = reader;
    }

    /** Begins a session, or tells the client why there is none. */
    void open(Sessions sessions, Visitor visitor) {
        try {
            session = sessions.openCommands(this, visitor.identity());
        } catch (RuntimeException failure) {
            sessions.sendAway(this, Format.TEXT, Problems.refusal(failure, WebSocketRoute.PATH));
        }
    }

    @Override
    @Nullable
    CommandSession session() {
        return session;
    }

    @Override
    void onMessage(byte[] text) {
        if (session == null) return;
        try {
            session.onCommand(reader.read(text));
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "a command has failed: session=%s", session.name());
            session.close(Failure.INTERNAL);
        }
    }

    @Override
    void onBytes(byte[] bytes) {
        onFault(Failure.UNSUPPORTED_DATA);
    }

    @Override
    void onAnswer() {
        if (session != null) session.onPong();
    }

    @Override
    void onEnd() {
        if (session != null) session.onClosed();
    }

    @Override
    void onFault(Failure why) {
        if (session != null) session.close(why);
    }
}
