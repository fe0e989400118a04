package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.model.Failure;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A connection whose other end reads when the simulation says so. */
final class SimulatedSink implements Sink {
    private final ArrayDeque<SimulatedFrames.Content> written = new ArrayDeque<>();
    private long pending;
    private @Nullable Failure closed;
    private boolean cut;
    private boolean pinged;

    @Override
    public void write(Frame frame) {
        if (closed != null) throw new IllegalStateException("written after the close");
        if (cut) return;
        frame.retain();
        pending += frame.size();
        written.add((SimulatedFrames.Content) frame);
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
        return pending;
    }

    @Override
    public void ping() {
        pinged = true;
    }

    /** Whether the service has asked for a sign of life since the last time. */
    boolean takePing() {
        boolean was = pinged;
        pinged = false;
        return was;
    }

    @Override
    public void close(Failure why) {
        closed = why;
    }

    /** Whether the service has ended the connection and everything before that was read. */
    boolean isOver() {
        return closed != null && written.isEmpty();
    }

    /** The next frame, or null; the reader releases it. */
    SimulatedFrames.@Nullable Content read() {
        SimulatedFrames.Content next = written.poll();
        if (next != null) pending -= next.size();
        return next;
    }

    /** The connection is gone: what was under way is lost, and what follows is swallowed. */
    @Override
    public void cut() {
        cut = true;
        for (SimulatedFrames.Content frame : written) frame.release();
        written.clear();
        pending = 0;
    }
}
