package io.tidings.simulation;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import org.jspecify.annotations.Nullable;

/** A WebSocket. */
interface CommandLine extends Line {
    /** On the session's lane. @param identity null when the handshake had no token */
    void open(Sessions home, @Nullable Identity identity);

    /** On the session's lane. */
    void say(ClientCommand command);
}
