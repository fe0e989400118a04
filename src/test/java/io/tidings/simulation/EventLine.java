package io.tidings.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.client.EventParser;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import io.tidings.transport.lean.SentChunks;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** An event stream over HTTP/1.1, from behind the head of its response. */
final class EventLine extends WireLine implements StreamLine {
    private final SentChunks chunks = new SentChunks(this::onBytes);
    private final EventParser events = new EventParser(
            event -> hear(event.data().getBytes(UTF_8), event.id().isEmpty() ? null : event.id()));
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    EventLine(WireEngine engine, Random random, WireReader reader) {
        super(engine, random, reader);
    }

    @Override
    public void open(Sessions home, Identity identity, List<SubscriptionRequest> requests, boolean shortCursor) {
        connect(home).openStream(home, identity, requests, shortCursor);
    }

    @Override
    void decode(byte[] bytes) {
        chunks.read(bytes);
    }

    private void onBytes(byte[] bytes) {
        for (byte each : bytes) {
            if (each != '\n') {
                line.write(each);
                continue;
            }
            events.line(line.toString(UTF_8));
            line.reset();
        }
    }

    @Override
    boolean hasReadTheEnd() {
        return chunks.haveEnded();
    }
}
