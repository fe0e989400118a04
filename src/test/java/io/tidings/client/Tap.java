package io.tidings.client;

import java.util.concurrent.Flow;

/** Demand that can be held back, so that a client stops reading from its socket. */
final class Tap implements Flow.Subscription {
    private final Flow.Subscription source;
    private boolean closed;
    private long held;

    Tap(Flow.Subscription source) {
        this.source = source;
    }

    @Override
    public synchronized void request(long count) {
        if (closed) held += count;
        else source.request(count);
    }

    @Override
    public void cancel() {
        source.cancel();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized void open() {
        closed = false;
        if (held > 0) source.request(held);
        held = 0;
    }
}
