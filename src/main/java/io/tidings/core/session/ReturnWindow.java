package io.tidings.core.session;

import java.util.random.RandomGenerator;

/**
 * When those come back who were sent away or lose their connection: at random, in a window as long as it takes to let them all in
 * again at the rate of admission, so that they do not come as one. Confined to its lane.
 */
final class ReturnWindow {
    private final int perSecond;
    private final long least;
    private final RandomGenerator random;
    /** Those who were sent away, less those whom the rate has had the time to let in since. */
    private double away;

    private long last;

    /**
     * @param perSecond sessions that are let in
     * @param least milliseconds of the shortest window
     * @param now milliseconds, as for {@link #sendAway}
     */
    ReturnWindow(int perSecond, long least, RandomGenerator random, long now) {
        this.perSecond = perSecond;
        this.least = least;
        this.random = random;
        this.last = now;
    }

    /**
     * One more is sent away.
     *
     * @param now milliseconds, never going back
     * @param others who will be sent away too: all that are left of a lane that drains
     * @return milliseconds until it should come back
     */
    long sendAway(long now, int others) {
        pass(now);
        away++;
        return within(away + others);
    }

    /** When one of so many sessions should come back, should the connections of all be lost: milliseconds. */
    long afterLoss(long now, int sessions) {
        pass(now);
        return within(away + sessions);
    }

    private void pass(long now) {
        away = Math.max(0, away - (now - last) * perSecond / 1000.0);
        last = now;
    }

    private long within(double coming) {
        long window = Math.max(least, (long) (coming * 1000 / perSecond));
        return random.nextLong(window / 10 + 1, window + 2);
    }
}
