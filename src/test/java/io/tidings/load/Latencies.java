package io.tidings.load;

import java.util.Arrays;

/** Times of messages from their publisher to a reader. Written by one thread, read when it is done. */
final class Latencies {
    private long[] micros = new long[1 << 16];
    private int size;

    void add(long nanos) {
        if (size == micros.length) micros = Arrays.copyOf(micros, 2 * size);
        micros[size++] = nanos / 1_000;
    }

    /** @param share 0.5 for the median, 1 for the longest */
    double millis(double share) {
        long[] sorted = Arrays.copyOf(micros, size);
        Arrays.sort(sorted);
        if (size == 0) throw new IllegalStateException("nothing was received");
        return sorted[(int) Math.min(size - 1, Math.floor(size * share))] / 1_000.0;
    }

    @Override
    public String toString() {
        return String.format("p50 %.1f ms, p99 %.1f ms, max %.1f ms of %d", millis(0.5), millis(0.99), millis(1), size);
    }
}
