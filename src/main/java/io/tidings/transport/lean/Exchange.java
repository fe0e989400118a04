package io.tidings.transport.lean;

import io.vertx.core.buffer.Buffer;

/** The request that a stream answers, as long as Vert.x has its connection. Confined to the connection's event loop. */
interface Exchange {
    /** Gives the connection to the stream, later; whoever has gone by then is told to it as gone. */
    void takeOver(Connection stream);

    /** Answers with this and no more. */
    void end(Buffer body);

    /** Ends the connection at once. */
    void cut();
}
