package io.tidings.core.session;

import io.tidings.core.port.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One timer for all sessions of a lane: a hashed wheel (Varghese and Lauck 1987) whose places are linked through the
 * sessions themselves. Confined to its lane; it ticks only while something is on it.
 */
final class TimerWheel {
    /** Milliseconds between two looks: nothing is later than that. */
    static final long TICK = 100;

    private static final int PLACES = 512;

    private final Lane lane;
    private final @Nullable Timed[] places = new @Nullable Timed[PLACES];
    private long lastTick;
    private int size;
    private boolean ticking;

    TimerWheel(Lane lane) {
        this.lane = lane;
    }

    /** Sets or moves the time of one. */
    void schedule(Timed timed, long due) {
        cancel(timed);
        if (!ticking) start();
        timed.due = due;
        int place = place(Math.max(due, lane.now()));
        timed.place = place;
        Timed first = places[place];
        timed.next = first;
        if (first != null) first.previous = timed;
        places[place] = timed;
        size++;
    }

    /** How many are on the wheel. */
    int size() {
        return size;
    }

    void cancel(Timed timed) {
        if (timed.place < 0) return;
        if (timed.next != null) timed.next.previous = timed.previous;
        if (timed.previous != null) timed.previous.next = timed.next;
        else places[timed.place] = timed.next;
        timed.next = null;
        timed.previous = null;
        timed.place = -1;
        size--;
    }

    private static int place(long due) {
        return Math.floorMod(Math.floorDiv(due - 1, TICK) + 1, PLACES);
    }

    private void start() {
        ticking = true;
        lastTick = Math.floorDiv(lane.now(), TICK);
        lane.schedule(TICK, this::tick);
    }

    private void tick() {
        long now = lane.now();
        long tick = Math.floorDiv(now, TICK);
        for (long at = Math.max(lastTick, tick - PLACES + 1); at <= tick; at++) wake(Math.floorMod(at, PLACES), now);
        lastTick = tick;
        ticking = size > 0;
        if (ticking) lane.schedule(TICK, this::tick);
    }

    private void wake(int place, long now) {
        List<Timed> woken = new ArrayList<>();
        for (Timed timed = places[place]; timed != null; timed = timed.next) if (timed.due <= now) woken.add(timed);
        for (Timed timed : woken) {
            // One that was woken may have ended or moved another.
            if (timed.place < 0 || timed.due > now) continue;
            cancel(timed);
            timed.onDue(now);
        }
    }

    /** Shows all that is on the wheel; they may be cancelled meanwhile. */
    void forEach(Consumer<Timed> action) {
        List<Timed> all = new ArrayList<>(size);
        for (Timed first : places) for (Timed timed = first; timed != null; timed = timed.next) all.add(timed);
        all.forEach(action);
    }
}
