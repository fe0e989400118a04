package io.tidings.simulation;

import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import org.jspecify.annotations.Nullable;

/** An event stream: every whole event leaves the client with a cursor that it could come back with. */
final class StreamConnection extends Connection {
    private @Nullable String cursor;

    StreamConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
    }

    @Override
    Session opened() {
        return home.openStream(sink, world.tokens.identity(), client.requests(), client.channels.size() == 1);
    }

    @Override
    void onContent(SimulatedFrames.Content content) {
        super.onContent(content);
        if (content.cursor != null) cursor = content.cursor;
        // An id line means nothing before its event is whole.
        if (cursor == null || content.said instanceof String) return;
        client.checker.onCursor(cursor);
        cursor = null;
    }
}
