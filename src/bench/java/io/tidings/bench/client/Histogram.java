package io.tidings.bench.client;

/** Durations in nanoseconds, kept to within 1.6 %. Written by one thread; read when that one is at rest. */
public final class Histogram {
    private static final int STEPS = 64;

    private final long[] counts = new long[STEPS * 60];
    private long total;
    private long most;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[index(value)]++;
        total++;
        most = Math.max(most, value);
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
        most = 0;
    }

    public long total() {
        return total;
    }

    /** The duration that this share of all, 0 to 1, did not exceed; in microseconds. */
    public double micros(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) return Math.min(most, value(i)) / 1e3;
        }
        return 0;
    }

    private static int index(long value) {
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(value) - 7);
        return shift * STEPS + (int) (value >>> shift);
    }

    /** The largest that falls into a bucket. */
    private static long value(int index) {
        int shift = Math.max(0, index / STEPS - 1);
        return ((long) (index - shift * STEPS) + 1 << shift) - 1;
    }
}
