package io.tidings.simulation;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs seeds on all processors, until one of them finds something. */
final class Seeds {
    /** Runs one seed. */
    interface Run {
        void run(long seed) throws Throwable;
    }

    /** What a seed has found. */
    record Finding(long seed, Throwable what) {}

    private final Run run;
    private final AtomicLong next;
    private final long end;
    private @Nullable Finding finding;

    private Seeds(Run run, long first, long count) {
        this.run = run;
        this.next = new AtomicLong(first);
        this.end = first + count;
    }

    /** What the smallest seed that found something has found. */
    static Optional<Finding> firstFinding(long first, long count, Run run) throws InterruptedException {
        Seeds seeds = new Seeds(run, first, count);
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var done = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(seeds::work))
                    .toList();
            for (Future<?> each : done) each.get();
            return Optional.ofNullable(seeds.finding);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            pool.shutdownNow();
        }
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end && !isFound(); seed = next.getAndIncrement()) {
            try {
                run.run(seed);
            } catch (Throwable found) {
                found(new Finding(seed, found));
            }
        }
    }

    private synchronized boolean isFound() {
        return finding != null;
    }

    private synchronized void found(Finding found) {
        if (finding == null || found.seed() < finding.seed()) finding = found;
    }
}
