package io.tidings.transport;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Short times and low limits, so that their ends are met soon; but where a client has to do something in time, a busy machine may hold
 * it up for seconds.
 */
public final class Hasty implements QuarkusTestProfile {
    /** The most sessions of one subject. */
    public static final int SESSIONS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tidings.heartbeat", "500ms",
                "tidings.sse-heartbeat", "300ms",
                "tidings.pong-timeout", "4s",
                "tidings.connect-timeout", "4s",
                "tidings.limits.commands-per-second", "2",
                "tidings.limits.sessions-per-subject", String.valueOf(SESSIONS));
    }
}
