package io.tidings.transport;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long something real may take on a machine that has other work: longer than the ten seconds that are usual. */
public final class Patience {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Patience() {}

    /** As {@link Awaitility#await()}, and more patient. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
