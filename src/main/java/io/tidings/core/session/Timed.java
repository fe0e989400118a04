package io.tidings.core.session;

import org.jspecify.annotations.Nullable;

/** Something that is woken by a {@link TimerWheel}; at most one time is set. Confined to the wheel's lane. */
abstract class Timed {
    /** When it is due, on the lane's clock, as long as a time is set. */
    long due;

    /** Its place on the wheel; -1 when no time is set. */
    int place = -1;

    @Nullable
    Timed previous;

    @Nullable
    Timed next;

    /** The time has come; no time is set any more. */
    abstract void onDue(long now);
}
