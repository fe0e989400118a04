package io.tidings.core.port;

/**
 * One event loop. Every session and every feed lives on exactly one lane and is touched by no other, so the core needs no
 * locks; lanes speak to each other by {@link #execute}.
 *
 * <p>Promises: tasks run one at a time, each seeing all that earlier ones did; tasks that one lane gives to another run in
 * the order in which they were given; {@code execute} never runs the task before it returns.
 */
public interface Lane {
    /** Runs the task on this lane, later; may be called from any thread. */
    void execute(Runnable task);

    /** Runs the task on this lane after a delay in milliseconds; called on this lane only. */
    Timer schedule(long delayMillis, Runnable task);

    /** Milliseconds on a clock that never jumps, from some zero of this lane on; never negative. */
    long now();

    /** Milliseconds since the epoch. */
    long time();

    /** A task that waits for its time. */
    interface Timer {
        /** Keeps the task from running; called on the timer's lane, where it is then certain. */
        void cancel();
    }
}
