package io.tidings.transport.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.core.session.Session;
import io.tidings.model.Failure;
import io.tidings.transport.ReadableFrame;
import io.vertx.core.buffer.Buffer;

/**
 * Writes to one WebSocket through WebSockets Next, which sends each message at once. Confined to its session's lane, the event
 * loop of the connection.
 */
public final class WebSocketSink implements Sink {
    private final WebSocketConnection connection;
    private final Runnable cut;
    private final Backlog backlog;

    /**
     * @param cut ends the connection at once
     * @param budget most bytes that the session may have waiting
     */
    public WebSocketSink(WebSocketConnection connection, Runnable cut, int budget) {
        this.connection = connection;
        this.cut = cut;
        this.backlog = new Backlog(budget);
    }

    /** Tells this session from now on when there is room again. */
    public void serve(Session session) {
        backlog.serve(session);
    }

    @Override
    public void write(Frame frame) {
        int size = frame.size();
        backlog.add(size);
        Runnable left = () -> backlog.remove(size);
        connection.sendText(text(frame)).subscribe().with(sent -> left.run(), gone -> left.run());
    }

    private static String text(Frame frame) {
        return new String(((ReadableFrame) frame).bytes(), UTF_8);
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
        return backlog.bytes();
    }

    @Override
    public void ping() {
        run(connection.sendPing(Buffer.buffer()));
    }

    @Override
    public void cut() {
        cut.run();
    }

    @Override
    public void close(Failure why) {
        if (connection.isOpen()) run(connection.close(new CloseReason(why.closeCode(), why.code())));
    }

    /** Of a connection that is gone its session hears by itself. */
    private static void run(Uni<Void> send) {
        send.subscribe().with(sent -> {}, gone -> {});
    }
}
