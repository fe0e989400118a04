package io.tidings.chaos;

/**
 * What a fault did to the log of one channel.
 *
 * @param fault its name
 * @param begin when it began, as {@code System.nanoTime}
 * @param end by when it was over
 * @param changes how often another server became the primary meanwhile
 * @param left what the log held then
 */
record Loss(String fault, long begin, long end, long changes, LogState left) {
    /** The most that a told gap or an entry may be off the fault that explains it: what polls and threads take. */
    static final long SLACK = 5_000_000_000L;

    /**
     * How long a primary that was replaced may go on to take messages and to be read, until the last pod has left it: sentinels are asked
     * each second, and have a while to answer.
     */
    static final long LEAVING = 2_000_000_000L;

    /** What the faults are called that end all connections of a primary. */
    static final String KILLED = "primary killed";

    /** Whether the log may have been others meanwhile, of which nobody knows. */
    boolean several() {
        return changes > 1;
    }

    /** Whether an entry that was there at some time was gone when the fault was over, or went to a primary that was replaced. */
    boolean removed(Fact fact) {
        return fact.nanos() <= (changes > 0 ? end + LEAVING : end)
                && !left.ids().contains(fact.id());
    }

    /**
     * Whether a hole that was told then, to one who stood on something as old as that, may be its doing. A primary that was replaced
     * meanwhile takes messages until all have left it.
     */
    boolean mayExplain(long from, long told) {
        return begin <= told && from <= (changes > 0 ? end + SLACK : end);
    }

    /**
     * Whether somebody may have read from a primary that was replaced, as its connections stayed open, when the next one had taken a
     * message already.
     *
     * @param taken when it had
     */
    boolean leavesReaders(long taken, long told) {
        return changes > 0 && !fault.startsWith(KILLED) && begin <= taken && told <= Math.min(taken, end) + LEAVING;
    }

    /** Whether something that happened then may have been seen by a pod and by no observer, as Redis died between the two. */
    boolean covers(long nanos) {
        return begin - SLACK <= nanos && nanos <= end + SLACK;
    }
}
