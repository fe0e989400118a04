package io.tidings.transport;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How many sessions the application has, as its own metrics say. */
@Singleton
public class Census {
    private final MeterRegistry registry;

    @Inject
    Census(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param transport {@code websocket}, {@code sse} or {@code poll} */
    public int sessions(String transport) {
        return (int) registry.get("tidings.sessions")
                .tag("transport", transport)
                .gauge()
                .value();
    }
}
