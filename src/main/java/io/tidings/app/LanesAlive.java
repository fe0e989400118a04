package io.tidings.app;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live is: no event loop is stalled. */
@Liveness
@Singleton
public class LanesAlive implements HealthCheck {
    private final Pulse pulse;

    @Inject
    LanesAlive(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        var stalled = pulse.stalled();
        var check = HealthCheckResponse.named("lanes");
        if (stalled.isEmpty()) return check.up().build();
        return check.down()
                .withData("why", "event loops have run nothing for seconds: " + stalled)
                .build();
    }
}
