package io.tidings.bench.piece;

import io.tidings.core.fanout.Receiver;
import io.tidings.core.fanout.Subscription;
import io.tidings.core.port.Frame;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;

/** A session that costs nothing: it adds up the bytes that it is given. */
final class CountingReceiver implements Receiver {
    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void onPositioned(Subscription subscription) {}

    @Override
    public void onEntry(Subscription subscription, Entry entry, Frame frame) {
        bytes += frame.size();
    }

    @Override
    public void onGap(Subscription subscription, Gap gap) {
        throw new IllegalStateException("a hole: " + gap);
    }

    @Override
    public void onLive(Subscription subscription) {}

    @Override
    public void onRefused(Subscription subscription, Refusal refusal) {
        throw refusal;
    }

    @Override
    public boolean isHungry(Subscription subscription) {
        return true;
    }

    @Override
    public void onFlush() {}
}
