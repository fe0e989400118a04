package io.tidings.transport.lean;

import io.tidings.core.session.WritingSession;
import io.tidings.model.Failure;
import org.jspecify.annotations.Nullable;

/** Sends back what it is sent. Confined to its event loop. */
final class EchoConnection extends WebSocketConnection {
    private boolean ended;

    EchoConnection(Terms terms) {
        super(terms);
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    @Nullable
    WritingSession session() {
        return null;
    }

    @Override
    void onMessage(byte[] text) {
        write(frame(Opcode.TEXT, text));
    }

    @Override
    void onBytes(byte[] bytes) {
        write(frame(Opcode.BINARY, bytes));
    }

    @Override
    void onAnswer() {}

    @Override
    void onEnd() {
        ended = true;
    }

    @Override
    void onFault(Failure why) {
        close(why);
    }
}
