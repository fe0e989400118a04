package io.tidings.bench.client;

import java.util.concurrent.atomic.AtomicLong;

/** What readers have received. Written by their one event loop; the counts may be read from anywhere. */
public final class Tally {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Histogram latencies = new Histogram();
    private final int messageSize;
    private volatile long timedFrom = Long.MAX_VALUE;

    /** @param messageSize bytes of a publication's data, which tell messages from what else a server says */
    public Tally(int messageSize) {
        this.messageSize = messageSize;
    }

    int messageSize() {
        return messageSize;
    }

    /** One read from a socket, and the messages that began in it. */
    void read(int begun, int size) {
        bytes.lazySet(bytes.get() + size);
        if (begun == 0) return;
        messages.lazySet(messages.get() + begun);
        reads.lazySet(reads.get() + 1);
    }

    void cut() {
        lost.lazySet(lost.get() + 1);
    }

    boolean isTiming() {
        return timedFrom != Long.MAX_VALUE;
    }

    void received(long intended) {
        if (intended >= timedFrom) latencies.add(System.nanoTime() - intended);
    }

    /** Collects the latencies of what is meant to be published from now on; what was collected is forgotten. */
    public void time() {
        latencies.clear();
        timedFrom = System.nanoTime();
    }

    /** Stops collecting; the latencies, which change no more once the loop is at rest. */
    public Histogram latencies() {
        timedFrom = Long.MAX_VALUE;
        return latencies;
    }

    public long messages() {
        return messages.get();
    }

    /** Reads that brought a message. */
    public long reads() {
        return reads.get();
    }

    public long bytes() {
        return bytes.get();
    }

    /** Readers that the server has cut off. */
    public long lost() {
        return lost.get();
    }
}
