package io.tidings.auth;

import io.tidings.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tokens are verified with. Called from any thread that may block. */
public sealed interface Keys permits FixedKey, FollowedKeys {
    /**
     * The key for a token; may block while keys are fetched.
     *
     * @param id the token's {@code kid}; null when it names none
     * @throws Refusal {@code BAD_TOKEN} when there is no such key, {@code KEYS_AWAY} when that cannot be known now
     */
    VerificationKey key(@Nullable String id);

    /** The secret of HS256 tokens, as its UTF-8 bytes. */
    static Keys secret(String secret) {
        return new FixedKey(VerificationKey.secret(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The public keys of an issuer, followed as they change; reads them for the first time, which may block for ten seconds.
     *
     * @param location a PEM file, a JWKS file, or the http(s) URL of either
     * @throws UnusableKeyException when there is nothing that could verify tokens
     */
    static Keys at(String location) throws UnusableKeyException {
        return FollowedKeys.at(KeyLocation.of(location), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }
}
