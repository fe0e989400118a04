package io.tidings.core.fanout;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live subscriptions of one channel on one lane, and what is being done with all of them, in order, a slice at a time.
 * Confined to its lane.
 */
final class Listeners {
    private @Nullable Subscription[] live = new @Nullable Subscription[1];
    private int end;
    private int count;
    private @Nullable ArrayDeque<Round> rounds;

    /** Something that is done with every subscription that was live when it was asked for. */
    private static final class Round {
        final Consumer<Subscription> each;
        final Runnable done;
        final int end;
        int next;

        Round(Consumer<Subscription> each, Runnable done, int end) {
            this.each = each;
            this.done = done;
            this.end = end;
        }
    }

    boolean isEmpty() {
        return count == 0 && rounds == null;
    }

    int size() {
        return count;
    }

    void add(Subscription subscription) {
        if (end == live.length) live = Arrays.copyOf(live, end * 2);
        subscription.index = end;
        live[end++] = subscription;
        count++;
    }

    void remove(Subscription subscription) {
        if (subscription.index < 0) return;
        live[subscription.index] = null;
        subscription.index = -1;
        count--;
        if (rounds == null) compact();
    }

    /** Closes the holes when they are the most of it; never during a round, whose indexes must stay. */
    private void compact() {
        if (end < 2 * count + 8 && count > 0) return;
        int to = 0;
        for (int from = 0; from < end; from++) {
            Subscription subscription = live[from];
            if (subscription == null) continue;
            subscription.index = to;
            live[to++] = subscription;
        }
        Arrays.fill(live, to, end, null);
        end = to;
        if (live.length > 4 * (to + 4)) live = Arrays.copyOf(live, to + 4);
    }

    /** Adds a round behind those that are under way. @return whether the caller has to run it */
    boolean enqueue(Consumer<Subscription> each, Runnable done) {
        boolean idle = rounds == null;
        if (rounds == null) rounds = new ArrayDeque<>(2);
        rounds.add(new Round(each, done, end));
        return idle;
    }

    /** Visits at most so many places; whether there is more to do. What a visit throws ends this run, and not the round. */
    boolean run(int most) {
        int left = most;
        while (rounds != null && left > 0) {
            Round round = rounds.getFirst();
            int stop = Math.min(round.end, round.next + left);
            left -= stop - round.next;
            while (round.next < stop) {
                Subscription subscription = live[round.next++];
                if (subscription != null) visit(round, subscription);
            }
            if (round.next == round.end) finish(round);
        }
        return rounds != null;
    }

    private static void visit(Round round, Subscription subscription) {
        try {
            round.each.accept(subscription);
        } catch (RuntimeException | Error fault) {
            subscription.onFault(fault);
            throw fault;
        }
    }

    private void finish(Round round) {
        try {
            round.done.run();
        } finally {
            removeFirst();
        }
    }

    private void removeFirst() {
        if (rounds == null) return;
        rounds.removeFirst();
        if (!rounds.isEmpty()) return;
        rounds = null;
        compact();
    }
}
