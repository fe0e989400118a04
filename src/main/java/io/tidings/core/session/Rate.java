package io.tidings.core.session;

/** A token bucket: so many a second, and twice as many at once. Confined to its owner's lane. */
final class Rate {
    private final int perSecond;
    private double left;
    private long last;

    /** @param now milliseconds, as for {@link #take} */
    Rate(int perSecond, long now) {
        this.perSecond = perSecond;
        this.left = 2.0 * perSecond;
        this.last = now;
    }

    /** Whether one more is allowed now. @param now milliseconds, never going back */
    boolean take(long now) {
        left = Math.min(2.0 * perSecond, left + (now - last) * perSecond / 1000.0);
        last = now;
        if (left < 1) return false;
        left--;
        return true;
    }
}
