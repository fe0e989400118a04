package io.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableUrlsTest {
    private static SmallRyeConfig config(String key, String value) {
        return new SmallRyeConfigBuilder()
                .withCustomizers(new UnreadableUrls())
                .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 1))
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quarkus.redis.hosts      | redis://:pass^word@redis:6379                     | redis://...
            quarkus.redis.hosts      | redis://redis-0:6379, redis://:pass^word@redis-1  | redis://...
            tidings.tracing.endpoint | https://user:pass^word@collector                  | https://...
            """)
    void aUrlThatCannotBeReadIsRefusedWithoutWhatItHolds(String key, String value, String printed) {
        // Given
        SmallRyeConfig config = config(key, value);
        // When, Then
        assertThatThrownBy(() -> config.getValues(key, URI.class))
                .hasMessageStartingWith(key + " has " + printed + ", which is no URL")
                .hasNoCause();
    }

    @Test
    void whatCanBeReadAndWhatIsNoUrlPass() {
        assertThat(config("quarkus.redis.hosts", "redis://:pass%5Eword@redis:6379")
                        .getValues("quarkus.redis.hosts", URI.class))
                .containsExactly(URI.create("redis://:pass%5Eword@redis:6379"));
        assertThat(config("tidings.auth.secret", "a^b").getValue("tidings.auth.secret", String.class))
                .isEqualTo("a^b");
    }
}
