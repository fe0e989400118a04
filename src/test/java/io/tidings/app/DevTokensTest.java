package io.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tidings.auth.Keys;
import io.tidings.auth.TokenRules;
import io.tidings.auth.TokenVerifier;
import io.tidings.auth.Verdict.Accepted;
import io.tidings.config.TidingsConfig;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevTokensTest {
    @Test
    void aTokenWithoutWishesMayReadAndWriteEverything() {
        // When
        Identity identity = identity(config(Map.of()), MultiMap.caseInsensitiveMultiMap());
        // Then
        assertThat(identity.subject()).isEqualTo("dev");
        assertThat(identity.grants().maySubscribe(new Channel("a.b.c"))).isTrue();
        assertThat(identity.grants().mayPublish(new Channel("a.b.c"))).isTrue();
        assertThat(identity.grants().channels()).isEmpty();
    }

    @Test
    void wishesAreGranted() {
        // Given
        MultiMap wishes = MultiMap.caseInsensitiveMultiMap()
                .add("sub", "alice")
                .add("subscribe", "orders.*")
                .add("subscribe", "news")
                .add("publish", "")
                .add("channels", "user.{sub}")
                .add("ttl", "30s");
        long before = System.currentTimeMillis();
        // When
        Identity identity = identity(config(Map.of()), wishes);
        // Then
        long after = System.currentTimeMillis();
        assertThat(identity.subject()).isEqualTo("alice");
        assertThat(identity.grants().subscribe()).hasToString("[orders.*, news]");
        assertThat(identity.grants().publish()).isEmpty();
        assertThat(identity.grants().channels()).containsExactly(new Channel("user.alice"));
        assertThat(identity.expiresAt()).isBetween(before + 29_000, after + 30_000);
    }

    @Test
    void aConfiguredSecretIssuerAndAudienceAreUsed() {
        // Given
        Map<String, String> values = Map.of(
                "tidings.auth.secret", "0123456789abcdef0123456789abcdef",
                "tidings.auth.issuer", "https://id.example",
                "tidings.auth.audience", "tidings");
        // When, Then
        assertThat(identity(config(values), MultiMap.caseInsensitiveMultiMap()).subject())
                .isEqualTo("dev");
    }

    @Test
    void withAPublicKeyTheTokensComeFromItsOwner() {
        // Given
        TidingsConfig config = config(Map.of("tidings.auth.key", "/some/key.pem"));
        DevTokens tokens = new DevTokens(new DevKey(config), config);
        // When, Then
        assertThatThrownBy(() -> tokens.token(MultiMap.caseInsensitiveMultiMap()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.NOT_FOUND))
                .hasMessageContaining("tidings.auth.key is configured");
    }

    @Test
    void aTtlThatIsNoDurationIsRefused() {
        // Given
        TidingsConfig config = config(Map.of());
        DevTokens tokens = new DevTokens(new DevKey(config), config);
        // When, Then
        assertThatThrownBy(() -> tokens.token(MultiMap.caseInsensitiveMultiMap().add("ttl", "soon")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.MALFORMED))
                .hasMessageContaining("a duration such as 30s or 12h is expected");
    }

    private static Identity identity(TidingsConfig config, MultiMap wishes) {
        DevKey key = new DevKey(config);
        String token = new DevTokens(key, config).token(wishes);
        TokenRules rules = new TokenRules(config.auth().issuer(), config.auth().audience());
        Keys keys = Keys.secret(key.secret().orElseThrow());
        TokenVerifier verifier = new TokenVerifier(keys, rules, InstantSource.system(), Runnable::run, 1);
        return ((Accepted) verifier.verify(token).join()).identity();
    }

    private static TidingsConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TidingsConfig.class)
                .withSources(new PropertiesConfigSource(values, "a file", 250))
                .build()
                .getConfigMapping(TidingsConfig.class);
    }
}
