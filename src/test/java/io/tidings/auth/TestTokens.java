package io.tidings.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs tokens for tests; each method gives a new instance, so that one can be varied freely. */
public final class TestTokens {
    /** What the application that runs in tests is configured with. */
    public static final String SECRET = "a-secret-that-only-tests-know-of-0123456789";

    private final Key key;
    private final String algorithm;
    private final Map<String, Object> headers;
    private final Map<String, Object> claims;

    private TestTokens(Key key, String algorithm, Map<String, Object> headers, Map<String, Object> claims) {
        this.key = key;
        this.algorithm = algorithm;
        this.headers = headers;
        this.claims = claims;
    }

    /** Tokens of {@code alice} that expire in an hour and grant nothing, signed as the application in tests expects. */
    public static TestTokens hs256() {
        return hs256(SECRET);
    }

    public static TestTokens hs256(String secret) {
        return signedBy(
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
                AlgorithmIdentifiers.HMAC_SHA256);
    }

    public static TestTokens rs256(KeyPair pair) {
        return signedBy(pair.getPrivate(), AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    public static TestTokens es256(KeyPair pair) {
        return signedBy(pair.getPrivate(), AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    public static TestTokens edDsa(KeyPair pair) {
        return signedBy(pair.getPrivate(), AlgorithmIdentifiers.EDDSA);
    }

    /** Any key with any algorithm, right or wrong. */
    public static TestTokens signedBy(Key key, String algorithm) {
        long expiry = Instant.now().getEpochSecond() + 3600;
        return new TestTokens(key, algorithm, Map.of(), Map.of("sub", "alice", "exp", expiry));
    }

    /** A new pair for RSA, EC (P-256) or Ed25519. */
    public static KeyPair pair(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (bits > 0) generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as a PEM file. */
    public static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public TestTokens subject(String subject) {
        return claim("sub", subject);
    }

    /** Sets a claim; null takes it away. */
    public TestTokens claim(String name, @Nullable Object value) {
        return new TestTokens(key, algorithm, headers, with(claims, name, value));
    }

    /** Sets a header field; null takes it away. */
    public TestTokens header(String name, @Nullable Object value) {
        return new TestTokens(key, algorithm, with(headers, name, value), claims);
    }

    public TestTokens subscribe(String... patterns) {
        return grant("subscribe", List.of(patterns));
    }

    public TestTokens publish(String... patterns) {
        return grant("publish", List.of(patterns));
    }

    public TestTokens channels(String... channels) {
        return grant("channels", List.of(channels));
    }

    public TestTokens operate() {
        return grant("operate", true);
    }

    public TestTokens expiresAt(Instant time) {
        return claim("exp", time.getEpochSecond());
    }

    /** The token. */
    public String sign() {
        JwtClaims all = new JwtClaims();
        claims.forEach(all::setClaim);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setDoKeyValidation(false);
        token.setAlgorithmHeaderValue(algorithm);
        headers.forEach(token.getHeaders()::setObjectHeaderValue);
        token.setKey(key);
        token.setPayload(all.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestTokens grant(String field, Object value) {
        Map<String, Object> grants = new LinkedHashMap<>();
        if (claims.get("tidings") instanceof Map<?, ?> before)
            before.forEach((name, old) -> grants.put(String.valueOf(name), old));
        grants.put(field, value);
        return claim("tidings", grants);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, @Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        if (value == null) copy.remove(name);
        else copy.put(name, value);
        return copy;
    }
}
