package io.tidings.simulation;

import io.tidings.core.session.Sessions;
import org.jspecify.annotations.Nullable;

/** An event stream: every whole event leaves the client with a cursor that it could come back with. */
final class StreamConnection extends WritingConnection {
    private final StreamLine line;
    private @Nullable String cursor;

    StreamConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
        line = world.engine.stream();
    }

    @Override
    Line line() {
        return line;
    }

    @Override
    void onOpen() {
        line.open(home, world.tokens.identity(), client.requests(), client.channels.size() == 1);
    }

    @Override
    void onSaid(Said said) {
        super.onSaid(said);
        if (said.cursor() != null) cursor = said.cursor();
        // An id line means nothing before its event is whole.
        if (cursor == null || said.what() instanceof String) return;
        client.checker.onCursor(cursor);
        cursor = null;
    }
}
