package io.tidings.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidings.config.TidingsConfig.BackboneKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidingsConfigTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void aSecretIsAllThatHasToBeSet() {
        // When
        TidingsConfig config = fromEnvironment(Map.of("TIDINGS_AUTH_SECRET", SECRET));
        // Then
        assertThat(config.auth().secret()).contains(SECRET);
        assertThat(config.backbone()).isEqualTo(BackboneKind.MEMORY);
        assertThat(config.page()).isEmpty();
        assertThat(config.maxMessageSize().asLongValue()).isEqualTo(65_536);
        assertThat(config.auth().cookie()).isEqualTo("tidings");
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.namespaces()).isEmpty();
    }

    @Test
    void theEnvironmentNamesEveryKindOfKey() {
        // When
        TidingsConfig config = fromEnvironment(Map.of(
                "TIDINGS_AUTH_SECRET", SECRET,
                "TIDINGS_BACKBONE", "redis",
                "TIDINGS_PAGE", "true",
                "TIDINGS_MAX_MESSAGE_SIZE", "128K",
                "TIDINGS_HISTORY_SIZE", "7",
                "TIDINGS_AUTH_ORIGINS", "https://a.example,https://b.example:8443",
                "TIDINGS_AUTH_QUERY_TOKEN", "true",
                "TIDINGS_LIMITS_SUBSCRIPTIONS_PER_SESSION", "3",
                "TIDINGS_DRAIN_SETTLE", "1500ms"));
        // Then
        assertThat(config.backbone()).isEqualTo(BackboneKind.REDIS);
        assertThat(config.page()).contains(true);
        assertThat(config.maxMessageSize().asLongValue()).isEqualTo(131_072);
        assertThat(config.history().size()).isEqualTo(7);
        assertThat(config.auth().origins()).contains(List.of("https://a.example", "https://b.example:8443"));
        assertThat(config.auth().queryToken()).isTrue();
        assertThat(config.limits().subscriptionsPerSession()).isEqualTo(3);
        assertThat(config.drain().settle()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aNamespaceIsConfiguredThroughTheEnvironment() {
        // When
        TidingsConfig config = fromEnvironment(Map.of(
                "TIDINGS_AUTH_SECRET", SECRET,
                "TIDINGS_NAMESPACES__ORDERS__HISTORY_SIZE", "5",
                "TIDINGS_NAMESPACES__ORDERS__HISTORY_AGE", "10m",
                "TIDINGS_NAMESPACES__NEWS__HISTORY_AGE", "7d"));
        // Then
        assertThat(config.namespaces()).containsOnlyKeys("orders", "news");
        assertThat(config.namespaces()).hasEntrySatisfying("orders", orders -> {
            assertThat(orders.history().size()).hasValue(5);
            assertThat(orders.history().age()).contains(Duration.ofMinutes(10));
        });
        assertThat(config.namespaces()).hasEntrySatisfying("news", news -> {
            assertThat(news.history().size()).isEmpty();
            assertThat(news.history().age()).contains(Duration.ofDays(7));
        });
    }

    @Test
    void aNamespaceWithCapitalsIsConfiguredInAFile() {
        // When
        TidingsConfig config =
                fromFile(Map.of("tidings.auth.secret", SECRET, "tidings.namespaces.Orders.history.size", "5"));
        // Then
        assertThat(config.namespaces()).containsOnlyKeys("Orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tidings.auth.secret | short | tidings.auth.secret has 5 bytes; HS256 needs at least 32",
                "tidings.auth.key | /key.pem | tidings.auth.secret and tidings.auth.key are both set",
                "tidings.auth.cookie | a b | tidings.auth.cookie is not a cookie's name: a b",
                "tidings.auth.origins | app.example | tidings.auth.origins has app.example; an origin is a scheme, a host",
                "tidings.auth.origins | https://app.example/ | tidings.auth.origins has https://app.example/; an origin is",
                "tidings.history.size | -1 | tidings.history.size is -1; at least 0 is needed",
                "tidings.history.age | 0s | tidings.history.age is PT0S; it must be more than nothing",
                "tidings.namespaces.orders.history.size | -5 | tidings.namespaces.orders.history.size is -5; at least 0",
                "tidings.namespaces.orders.history.age | 0s | tidings.namespaces.orders.history.age is PT0S",
                "tidings.heartbeat | 2m | tidings.heartbeat is PT2M; at most PT1M is allowed",
                "tidings.heartbeat | 0s | tidings.heartbeat is PT0S; it must be more than nothing",
                "tidings.linger | -PT1S | tidings.linger is PT-1S; it must not be negative",
                "tidings.limits.connections | 0 | tidings.limits.connections is 0; at least 1 is needed",
                "tidings.limits.outbox | 64K | tidings.limits.outbox is 65536 bytes; at least twice tidings.max-message-size",
                "tidings.tracing.ratio | 2 | tidings.tracing.ratio is 2.0; it is a share, from 0 to 1",
                "tidings.tracing.endpoint | collector:4317 | tidings.tracing.endpoint is collector:4317; it is the http",
                "tidings.engine | fast | tidings.engine",
                "tidings.heartbeat | soon | tidings.heartbeat",
                "tidings.limits.outbox | much | tidings.limits.outbox",
                "tidings.histroy.size | 5 | tidings.histroy.size"
            })
    void aWrongValueStopsTheStartAndItsKeyIsNamed(String key, String value, String sentence) {
        // Given
        Map<String, String> values = new HashMap<>(Map.of("tidings.auth.secret", SECRET));
        values.put(key, value);
        // When, Then
        assertThatThrownBy(() -> fromFile(values)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "tidings.tracing.endpoint, https://user:secret@collector:4318?token=secret, https://collector:4318",
        "tidings.auth.origins, https://user:secret@app.example, https://app.example"
    })
    void whatIsSecretInAUrlThatStopsTheStartIsNotPrinted(String key, String url, String printed) {
        // When, Then
        assertThatThrownBy(() -> fromFile(Map.of("tidings.auth.secret", SECRET, key, url)))
                .hasMessageContaining(key)
                .hasMessageContaining(printed + ";")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret@", "token"));
    }

    @Test
    void everyFaultIsToldAtOnce() {
        // When, Then
        assertThatThrownBy(() -> fromFile(Map.of("tidings.auth.secret", "too-tiny", "tidings.history.size", "-1")))
                .hasMessageContaining("tidings.auth.secret")
                .hasMessageContaining("tidings.history.size")
                .hasMessageNotContaining("too-tiny");
    }

    @Test
    void withoutSecretAndKeyTheNamesToSetAreTold() {
        // When, Then
        assertThatThrownBy(() -> fromEnvironment(Map.of()))
                .hasMessageContaining("set TIDINGS_AUTH_SECRET")
                .hasMessageContaining("or TIDINGS_AUTH_KEY");
    }

    @Test
    void devModeNeedsNeitherSecretNorKey() {
        // When
        TidingsConfig config = builder(false).build().getConfigMapping(TidingsConfig.class);
        // Then
        assertThat(ConfigRules.faults(config, false)).isEmpty();
        assertThat(ConfigRules.faults(config, true)).hasSize(1);
    }

    private static TidingsConfig fromEnvironment(Map<String, String> environment) {
        return builder(true)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(TidingsConfig.class);
    }

    private static TidingsConfig fromFile(Map<String, String> values) {
        return builder(true)
                .withSources(new PropertiesConfigSource(values, "a file", 250))
                .build()
                .getConfigMapping(TidingsConfig.class);
    }

    private static SmallRyeConfigBuilder builder(boolean keyNeeded) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(TidingsConfig.class)
                .withValidator(ConfigCheck.validator(keyNeeded));
    }
}
