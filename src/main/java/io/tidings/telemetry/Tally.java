package io.tidings.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;

/** A number that hot paths add to without a look-up; the registry reads it when it is scraped. Safe from any thread. */
final class Tally {
    private final LongAdder sum = new LongAdder();

    private Tally() {}

    /** What only grows. */
    static Tally counter(MeterRegistry registry, String name, String description, Tags tags) {
        Tally tally = new Tally();
        FunctionCounter.builder(name, tally, Tally::value)
                .description(description)
                .tags(tags)
                .register(registry);
        return tally;
    }

    /** What grows and shrinks. */
    static Tally gauge(MeterRegistry registry, String name, String description, Tags tags) {
        Tally tally = new Tally();
        Gauge.builder(name, tally, Tally::value)
                .description(description)
                .tags(tags)
                .register(registry);
        return tally;
    }

    void add(long change) {
        sum.add(change);
    }

    private double value() {
        return sum.sum();
    }
}
