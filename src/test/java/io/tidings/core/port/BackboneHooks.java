package io.tidings.core.port;

import io.tidings.model.Channel;
import java.time.Duration;
import java.util.Optional;

/** What the promises of a backbone need of the test of an adapter. */
interface BackboneHooks {
    /** The backbone under test. */
    BackboneProbe backbone();

    /** A second backbone over the same store, where the adapter can do that. */
    Optional<BackboneProbe> another();

    /** A channel that no other run has used. */
    Channel channel(String name);

    /** Makes all that expires in the store older by this duration. */
    void letTimePass(Duration duration);

    /** Takes the last entry out of a log behind the backbone's back; the position goes on to name it. */
    void deleteLast(Channel channel);

    /** Breaks the stream of messages of the backbone under test, which finds its way back; false when it has none to break. */
    default boolean cutSubscriptions() {
        return false;
    }

    /** How many entries more than its bound a log may keep. */
    default int trimmingSlack() {
        return 0;
    }
}
