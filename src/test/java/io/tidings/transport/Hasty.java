package io.tidings.transport;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Short times and low limits, so that their ends are met soon. */
public final class Hasty implements QuarkusTestProfile {
    /** The most sessions of one subject. */
    public static final int SESSIONS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tidings.heartbeat", "500ms",
                "tidings.sse-heartbeat", "300ms",
                "tidings.pong-timeout", "700ms",
                "tidings.connect-timeout", "500ms",
                "tidings.limits.commands-per-second", "20",
                "tidings.limits.sessions-per-subject", String.valueOf(SESSIONS));
    }
}
