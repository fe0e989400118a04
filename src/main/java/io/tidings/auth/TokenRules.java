package io.tidings.auth;

import java.util.Optional;

/**
 * What a token must say beside its signature.
 *
 * @param issuer the {@code iss} that is needed; any, when empty
 * @param audience what must be among its {@code aud}; any, when empty
 */
public record TokenRules(Optional<String> issuer, Optional<String> audience) {
    /** Any issuer, any audience. */
    public static final TokenRules NONE = new TokenRules(Optional.empty(), Optional.empty());
}
