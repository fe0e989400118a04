package io.tidings.transport;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How many sessions the application has, and has had, as its own metrics say. */
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

    /** How many sessions have ended so far for this reason. @param code such as {@code too-slow} */
    public int ended(String code) {
        return (int) registry.get("tidings.closes")
                .tag("code", code)
                .functionCounter()
                .count();
    }

    /** How many subscriptions have become live so far. */
    public int joins() {
        return (int) registry.get("tidings.joins").functionCounter().count();
    }
}
