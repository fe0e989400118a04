package io.tidings.core.port;

import io.tidings.model.Failure;
import io.tidings.model.Gap;

/** What is counted. Called from any thread, on hot paths: implementations are cheap and never throw. */
public interface Telemetry {
    /** Why a live feed read its log. */
    enum Repair {
        /** A message did not chain to the head. */
        CHAIN,
        /** The audit found another position than the head. */
        AUDIT,
        /** A joining session was ahead of the feed. */
        AHEAD,
        /** The link was lost and is back. */
        RELINK
    }

    /** Why a live subscription has to catch up from its own position. */
    enum Rejoin {
        /** Its lane was so late that the feed's ring has overrun it. */
        OVERRUN,
        /** What was posted does not follow its position; the feed and the last hop disagree, which should never be. */
        CHAIN
    }

    /** The ways in which a session is served. */
    enum Transport {
        WEBSOCKET,
        SSE,
        POLL
    }

    default void sessionOpened(Transport transport) {}

    default void sessionClosed(Transport transport, Failure why) {}

    /** A subscription became live. */
    default void joined(long millis) {}

    /** @param outcome null for appended */
    default void published(@org.jspecify.annotations.Nullable Failure outcome) {}

    default void delivered(int messages) {}

    default void repaired(Repair reason) {}

    /** A live subscription is live no more and joins again from its own position. */
    default void rejoined(Rejoin reason) {}

    default void gap(Gap.Reason reason) {}

    /** Feeds came into or left a state; the names of states are the feed's own. */
    default void feeds(String state, int change) {}

    /** Bytes that rings took or gave back. */
    default void ringBytes(long change) {}

    default void admissionRejected(Failure why) {}

    /** A canary came back over the backbone: what a delivery takes at least. */
    default void canary(long micros) {}

    /** A link to the backbone that was lost is there again. */
    default void backboneReconnected() {}

    /** A followed message was not waited for until it was delivered: a lane is so late that too many are on their way to it. */
    default void deliveryUntold() {}

    /** What follows sampled publications. */
    default Tracing tracing() {
        return Tracing.NONE;
    }

    /** Counts nothing. */
    Telemetry NONE = new Telemetry() {};
}
