package io.tidings.app;

import io.tidings.core.session.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Closes all sessions of all lanes, evenly over a time. Runs on a thread of its own, and asks each lane to close its share. */
final class DrainRun {
    private static final long STEP = 100;
    /** A lane that does not answer is stalled: the others are not kept waiting for it. */
    private static final long ANSWER = 1_000;

    private final List<Sessions> lanes;
    private final long pace;
    private final long end;
    private final AtomicIntegerArray left;

    /** @param pace sessions a second; more are closed when the time would not suffice */
    DrainRun(List<Sessions> lanes, int pace, Duration time) {
        this.lanes = lanes;
        this.pace = pace;
        this.end = now() + time.toMillis();
        this.left = new AtomicIntegerArray(lanes.size());
    }

    /** Returns when all are closed or the time is over; says how many are left. */
    int run() throws InterruptedException {
        close(0);
        int total = total();
        while (total > 0) {
            close(quota(total));
            int before = total;
            total = total();
            boolean late = now() >= end;
            if (late && total >= before) break;
            if (total > 0 && !late) Thread.sleep(Math.min(STEP, Math.max(1, end - now())));
        }
        return total;
    }

    /** How many of {@code total} are to be closed in this step. */
    private long quota(int total) {
        long steps = Math.max(1, (end - now()) / STEP);
        return Math.max((pace * STEP + 999) / 1_000, (total + steps - 1) / steps);
    }

    /** Closes about {@code quota} sessions, of each lane by its share in all. */
    private void close(long quota) throws InterruptedException {
        int total = total();
        CountDownLatch answers = new CountDownLatch(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            int index = i;
            Sessions sessions = lanes.get(i);
            int share = total == 0 ? 0 : (int) Math.min(left.get(i), (left.get(i) * quota + total - 1) / total);
            sessions.lane().execute(() -> {
                left.set(index, sessions.drain(share));
                answers.countDown();
            });
        }
        answers.await(ANSWER, TimeUnit.MILLISECONDS);
    }

    private int total() {
        int total = 0;
        for (int i = 0; i < left.length(); i++) total += left.get(i);
        return total;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
