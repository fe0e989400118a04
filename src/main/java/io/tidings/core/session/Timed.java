package io.tidings.core.session;

import org.jspecify.annotations.Nullable;

/** Something that is woken by a {@link TimerWheel}; at most one time is set. Confined to the wheel's lane. */
abstract class Timed {
    /** When it is due, on the lane's clock; -1 when no time is set. */
    long due = -1;

    /** Its place on the wheel. */
    int place;

    @Nullable
    Timed previous;

    @Nullable
    Timed next;

    /** The time has come; no time is set any more. */
    abstract void onDue(long now);
}
