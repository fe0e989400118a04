package io.tidings.app;

import io.tidings.core.port.Backbone;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is: started, the backbone reached once, not draining, no event loop stalled. A backbone that goes away later leaves the
 * pod ready: no other pod has it either.
 */
@Readiness
@Singleton
public class Ready implements HealthCheck {
    private final Backbone backbone;
    private final Drain drain;
    private final Pulse pulse;

    @Inject
    Ready(Backbone backbone, Drain drain, Pulse pulse) {
        this.backbone = backbone;
        this.drain = drain;
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> faults = new ArrayList<>();
        if (drain.hasBegun()) faults.add("the pod is stopping, and sends its sessions to others");
        backbone.awaited().ifPresent(faults::add);
        if (!pulse.stalled().isEmpty()) faults.add("event loops have run nothing for seconds: " + pulse.stalled());
        var check = HealthCheckResponse.named("tidings");
        if (faults.isEmpty()) return check.up().build();
        return check.down().withData("why", String.join("; ", faults)).build();
    }
}
