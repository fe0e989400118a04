package io.tidings.transport.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.tidings.core.port.Format;
import io.tidings.core.session.CommandSession;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.transport.Here;
import io.tidings.transport.websocket.CommandSize;
import io.tidings.transport.websocket.WebSocketRoute;
import io.tidings.wire.CommandReader;
import io.tidings.wire.JsonScanner;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * {@code /v1/ws} on WebSockets Next. Its callbacks return a {@code Uni}, so that they run on the event loop of their connection,
 * which is the lane of its session; they come one after another.
 */
@WebSocket(path = WebSocketRoute.PATH)
public class CommandEndpoint {
    private static final Logger LOG = Logger.getLogger(CommandEndpoint.class);
    private static final UserData.TypedKey<CommandSession> SESSION = new UserData.TypedKey<>("tidings.session");

    private final Here here;
    private final CommandReader reader;
    private final CommandSize size;

    @Inject
    CommandEndpoint(Here here, JsonScanner scanner, CommandSize size) {
        this.here = here;
        this.reader = new CommandReader(scanner);
        this.size = size;
    }

    @OnOpen
    Uni<Void> onOpen(WebSocketConnection connection) {
        Sessions sessions = here.sessions();
        WebSocketSink sink = new WebSocketSink(
                connection,
                UpgradeCheck.cut(connection.userData()),
                sessions.settings().outboxBytes());
        try {
            CommandSession session = sessions.openCommands(sink, UpgradeCheck.identity(connection.userData()));
            sink.serve(session);
            connection.userData().put(SESSION, session);
        } catch (Refusal refusal) {
            sessions.sendAway(sink, Format.TEXT, refusal);
        }
        return Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> onText(String text, WebSocketConnection connection) {
        byte[] command = text.getBytes(UTF_8);
        return with(connection, session -> {
            if (command.length > size.most()) session.close(Failure.TOO_LARGE);
            else session.onCommand(reader.read(command));
        });
    }

    @OnBinaryMessage
    Uni<Void> onBinary(Buffer unsupported, WebSocketConnection connection) {
        return with(connection, session -> session.close(Failure.UNSUPPORTED_DATA));
    }

    @OnPongMessage
    Uni<Void> onPong(Buffer payload, WebSocketConnection connection) {
        return with(connection, CommandSession::onPong);
    }

    @OnClose
    Uni<Void> onClose(WebSocketConnection connection) {
        return with(connection, CommandSession::onClosed);
    }

    /** A frame that cannot be read, or a connection that broke: the peer's doing. */
    @OnError
    Uni<Void> onError(Throwable failure, WebSocketConnection connection) {
        CommandSession failed = connection.userData().get(SESSION);
        LOG.debugf(
                "a WebSocket has failed: session=%s exception=%s",
                failed == null ? "none" : failed.name(), failure.getClass().getName());
        return with(connection, session -> session.close(Failure.PROTOCOL_ERROR));
    }

    private static Uni<Void> with(WebSocketConnection connection, Consumer<CommandSession> action) {
        CommandSession session = connection.userData().get(SESSION);
        try {
            if (session != null) action.accept(session);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "a command has failed: session=%s", session.name());
            session.close(Failure.INTERNAL);
        }
        return Uni.createFrom().voidItem();
    }
}
