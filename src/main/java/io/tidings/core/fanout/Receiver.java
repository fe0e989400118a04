package io.tidings.core.fanout;

import io.tidings.core.port.Frame;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;

/** Who a subscription delivers to: a session. Called on the session's lane. */
public interface Receiver {
    /** The first page has come: the subscription has a position from now on. */
    void onPositioned(Subscription subscription);

    /** One message, in the order of the log, exactly once; the frame is borrowed. */
    void onEntry(Subscription subscription, Entry entry, Frame frame);

    void onGap(Subscription subscription, Gap gap);

    /** The subscription has had everything up to the head. */
    void onLive(Subscription subscription);

    /** The subscription could not be joined and has ended. */
    void onRefused(Subscription subscription, Refusal refusal);

    /** Whether another page may be asked for now; when not, {@link Subscription#pull} is called later. */
    boolean isHungry(Subscription subscription);

    /** What was delivered may leave. */
    void onFlush();
}
