package io.tidings.simulation;

import io.tidings.core.port.Telemetry;

/** Hears from the core what no client can see. */
final class SimulatedTelemetry implements Telemetry {
    private final Weather weather;

    SimulatedTelemetry(Weather weather) {
        this.weather = weather;
    }

    @Override
    public void rejoined(Rejoin why) {
        if (why == Rejoin.CHAIN)
            throw new AssertionError("a feed has posted what does not chain to its live subscriptions");
        weather.count(Fault.RING_OVERRUN);
    }
}
