package io.tidings.app;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.configuration.DurationConverter;
import io.tidings.config.AuthConfig;
import io.tidings.config.TidingsConfig;
import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Makes tokens for trying things out; dev mode only, no packaged build has this bean. */
@Singleton
@IfBuildProfile("dev")
public class DevTokens {
    private static final List<String> ALL = List.of("**");
    private static final Duration USUAL = Duration.ofHours(12);

    private final DevKey key;
    private final AuthConfig auth;

    @Inject
    DevTokens(DevKey key, TidingsConfig config) {
        this.key = key;
        this.auth = config.auth();
    }

    /**
     * A signed token.
     *
     * @param wishes {@code sub} (dev), {@code subscribe} and {@code publish} (everything), {@code channels} (none), each of the three
     *     repeatable, and {@code ttl} (12h)
     * @throws Refusal {@link Failure#MALFORMED} for a {@code ttl} that is no duration, {@link Failure#NOT_FOUND} when a public
     *     key is configured
     */
    String token(MultiMap wishes) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(wishes.contains("sub") ? wishes.get("sub") : "dev");
        claims.setExpirationTime(NumericDate.fromMilliseconds(
                Instant.now().plus(ttl(wishes.get("ttl"))).toEpochMilli()));
        claims.setIssuedAtToNow();
        auth.issuer().ifPresent(claims::setIssuer);
        auth.audience().ifPresent(claims::setAudience);
        claims.setClaim(
                "tidings",
                Map.of(
                        "subscribe", patterns(wishes, "subscribe", ALL),
                        "publish", patterns(wishes, "publish", ALL),
                        "channels", patterns(wishes, "channels", List.of()),
                        "operate", Boolean.parseBoolean(wishes.get("operate"))));
        return signed(claims);
    }

    private static List<String> patterns(MultiMap wishes, String name, List<String> usual) {
        return wishes.contains(name)
                ? wishes.getAll(name).stream().filter(text -> !text.isEmpty()).toList()
                : usual;
    }

    private static Duration ttl(@Nullable String text) {
        if (text == null) return USUAL;
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Failure.MALFORMED, "ttl is " + Quoted.of(text) + "; a duration such as 30s or 12h is expected");
        }
    }

    private String signed(JwtClaims claims) {
        String secret = key.secret()
                .orElseThrow(() -> new Refusal(
                        Failure.NOT_FOUND,
                        "tidings.auth.key is configured, so tokens come from the owner of that key"));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }
}
