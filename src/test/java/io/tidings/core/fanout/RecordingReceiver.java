package io.tidings.core.fanout;

import io.tidings.core.port.Frame;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A session that writes down what its subscriptions deliver. */
final class RecordingReceiver implements Receiver {
    private final List<String> told = new ArrayList<>();
    private int flushes;
    private boolean full;
    private Consumer<Subscription> onEntry = subscription -> {};

    /** Whether another page may be asked for. */
    void full(boolean isFull) {
        full = isFull;
    }

    /** Does something while a message is being delivered. */
    void whenEntry(Consumer<Subscription> action) {
        onEntry = action;
    }

    @Override
    public void onPositioned(Subscription subscription) {
        told.add("at " + subscription.position());
    }

    @Override
    public void onEntry(Subscription subscription, Entry entry, Frame frame) {
        told.add(entry.id().toString());
        onEntry.accept(subscription);
    }

    @Override
    public void onGap(Subscription subscription, Gap gap) {
        told.add("gap until " + gap.id());
    }

    @Override
    public void onLive(Subscription subscription) {
        told.add("live");
    }

    @Override
    public void onRefused(Subscription subscription, Refusal refusal) {
        told.add(refusal.failure().code());
    }

    @Override
    public boolean isHungry(Subscription subscription) {
        return !full;
    }

    @Override
    public void onFlush() {
        flushes++;
    }

    /** All since the last call. */
    List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    int takeFlushes() {
        int taken = flushes;
        flushes = 0;
        return taken;
    }
}
