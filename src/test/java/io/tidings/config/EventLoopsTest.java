package io.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private static final String COUNT = "quarkus.vertx.event-loops-pool-size";
    /** Where a build keeps what it has recorded. */
    private static final int RECORDED = Integer.MIN_VALUE + 100;

    private static int count(Map<String, String> given, int ordinal) {
        ConfigSource source = new PropertiesConfigSource(given, "given", ordinal);
        return new SmallRyeConfigBuilder()
                .withSources(source)
                .withCustomizers(new EventLoops())
                .build()
                .getValue(COUNT, Integer.class);
    }

    @Test
    void thereIsOneEventLoopAProcessor() {
        assertThat(count(Map.of(), ConfigSource.DEFAULT_ORDINAL))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whatIsConfiguredCounts() {
        assertThat(count(Map.of(COUNT, "77"), ConfigSource.DEFAULT_ORDINAL)).isEqualTo(77);
    }

    @Test
    void theProcessorsOfTheBuildDoNotCount() {
        assertThat(count(Map.of(COUNT, "77"), RECORDED))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
