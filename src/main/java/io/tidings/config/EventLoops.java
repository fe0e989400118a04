package io.tidings.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.Map;

/**
 * One event loop a processor, where nothing else is configured. Vert.x takes two, of which one waits while the other delivers: on
 * one core, half of the latency (ADR 13). Found through {@code META-INF/services}.
 *
 * <p>A source, not a default value: the build would record that of its own machine, and a source comes before what was recorded.
 */
public final class EventLoops implements SmallRyeConfigBuilderCustomizer {
    /** Below everything that a user may set. */
    private static final int ORDINAL = 10;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
        Map<String, String> loops = Map.of("quarkus.vertx.event-loops-pool-size", processors);
        builder.withSources(new PropertiesConfigSource(loops, "processors of this machine", ORDINAL));
    }
}
