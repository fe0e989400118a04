package io.tidings.backbone.memory;

import io.tidings.core.port.Lane;
import java.util.ArrayDeque;
import java.util.Queue;

/** Answers on their way back, which can be held until the deadline answers in their place. Confined to the home lane. */
final class HeldReplies {
    private final Lane home;
    private final long deadlineMillis;
    private final Queue<Held> held = new ArrayDeque<>();
    private boolean holding;

    private record Held(Runnable answer, Runnable failure) {}

    HeldReplies(Lane home, long deadlineMillis) {
        this.home = home;
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * Sends an answer, now or when it is released.
     *
     * @param failure what the asker hears instead when the answer is held for too long, or lost
     */
    void send(Runnable answer, Runnable failure) {
        if (!holding) {
            answer.run();
            return;
        }
        Held later = new Held(answer, failure);
        held.add(later);
        home.schedule(deadlineMillis, () -> {
            if (held.remove(later)) failure.run();
        });
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        for (Held next = held.poll(); next != null; next = held.poll()) next.answer.run();
    }

    /** The link is gone: what is held will never come. */
    void lose() {
        for (Held next = held.poll(); next != null; next = held.poll()) next.failure.run();
    }
}
