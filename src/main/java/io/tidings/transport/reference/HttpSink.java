package io.tidings.transport.reference;

import io.tidings.core.port.Frame;
import io.tidings.core.session.StreamSession;
import io.tidings.model.Failure;
import io.tidings.transport.ReadableFrame;
import io.tidings.transport.StreamSink;
import io.tidings.wire.SseWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes to one event stream; what comes before a flush leaves in one piece. Confined to its session's lane, the event loop of
 * the connection.
 */
public final class HttpSink implements StreamSink {
    private final HttpServerResponse response;
    private final Runnable cut;
    private final Backlog backlog;
    private Buffer gathered = Buffer.buffer();

    /**
     * @param response whose status and headers are set
     * @param cut ends the way to the client at once
     * @param budget most bytes that the session may have waiting
     */
    public HttpSink(HttpServerResponse response, Runnable cut, int budget) {
        this.response = response;
        this.cut = cut;
        this.backlog = new Backlog(budget);
    }

    @Override
    public void serve(StreamSession session) {
        backlog.serve(session);
        flush();
        response.closeHandler(gone -> session.onClosed());
        if (response.closed()) session.onClosed();
    }

    @Override
    public void write(Frame frame) {
        write(((ReadableFrame) frame).bytes());
    }

    @Override
    public void write(byte[] bytes) {
        backlog.add(bytes.length);
        gathered.appendBytes(bytes);
    }

    @Override
    public void flush() {
        int size = gathered.length();
        if (size == 0) return;
        Buffer leaving = gathered;
        gathered = Buffer.buffer();
        if (response.ended() || response.closed()) backlog.remove(size);
        else response.write(leaving).onComplete(done -> backlog.remove(size));
    }

    @Override
    public long pendingBytes() {
        return backlog.bytes();
    }

    @Override
    public void ping() {
        write(SseWriter.comment());
        flush();
    }

    @Override
    public void close(Failure why) {
        flush();
        if (!response.ended() && !response.closed()) response.end();
    }

    @Override
    public void cut() {
        cut.run();
    }
}
