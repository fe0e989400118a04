package io.tidings.simulation;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.CommandSession;
import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link SimulatedSink} and its session. */
final class ObjectLine implements CommandLine, StreamLine {
    private final SimulatedSink sink = new SimulatedSink();
    private @Nullable Session session;

    @Override
    public void open(Sessions home, @Nullable Identity identity) {
        session = home.openCommands(sink, identity);
    }

    @Override
    public void open(Sessions home, Identity identity, List<SubscriptionRequest> requests, boolean shortCursor) {
        session = home.openStream(sink, identity, requests, shortCursor);
    }

    @Override
    public void say(ClientCommand command) {
        if (session instanceof CommandSession commands) commands.onCommand(command);
    }

    @Override
    public boolean read(int frames, Consumer<Said> reader) {
        int read = 0;
        for (SimulatedFrames.Content next = sink.read(); next != null; next = read < frames ? sink.read() : null) {
            read++;
            reader.accept(next.read());
            next.release();
        }
        return read > 0 || sink.takePing();
    }

    @Override
    public boolean isOver() {
        return sink.isOver();
    }

    @Override
    public void onRead() {
        if (session != null) session.onWritable();
        if (session instanceof CommandSession commands) commands.onPong();
    }

    @Override
    public void end() {
        sink.cut();
    }

    @Override
    public void cut() {
        sink.cut();
    }

    @Override
    public void onCut() {
        if (session != null) session.onClosed();
    }
}
