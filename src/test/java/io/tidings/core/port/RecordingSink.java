package io.tidings.core.port;

import io.tidings.model.Entry;
import io.tidings.model.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to a client that writes down what it is given; a slow one keeps all as pending until it is drained. */
public final class RecordingSink implements Sink {
    private final List<CountingFrames.Counted> written = new ArrayList<>();
    private boolean slow;
    private long pending;
    private int flushes;
    private int pings;
    private boolean cut;
    private @Nullable Failure closed;

    /** From now on nothing reaches the socket. */
    public void stall() {
        slow = true;
    }

    /** All that waited has reached the socket. */
    public void drain() {
        slow = false;
        pending = 0;
    }

    @Override
    public void write(Frame frame) {
        written.add((CountingFrames.Counted) frame);
        pending += frame.size();
    }

    @Override
    public void flush() {
        flushes++;
        if (!slow) pending = 0;
    }

    @Override
    public long pendingBytes() {
        return pending;
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(Failure why) {
        if (closed != null) throw new IllegalStateException("closed twice: " + closed + ", " + why);
        closed = why;
    }

    @Override
    public void cut() {
        pending = 0;
        cut = true;
    }

    /** Whether the connection was ended at once. */
    public boolean isCut() {
        return cut;
    }

    /** Everything that was written, in short. */
    public List<String> script() {
        return written.stream().map(Object::toString).toList();
    }

    /** Everything that was written. */
    public List<CountingFrames.Counted> written() {
        return List.copyOf(written);
    }

    /** What was written of one kind. */
    public <T> List<T> all(Class<T> kind) {
        return written.stream()
                .map(CountingFrames.Counted::content)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public List<Entry> messages() {
        return all(Entry.class);
    }

    public int flushes() {
        return flushes;
    }

    public int pings() {
        return pings;
    }

    /** Why the connection was ended; null while it is open. */
    public @Nullable Failure closed() {
        return closed;
    }
}
