package io.tidings.core.port;

import io.tidings.model.Identity;

/** Turns a token into an identity. */
public interface Authenticator {
    /**
     * Verifies off the lane and answers on it. Fails with {@code BAD_TOKEN} or {@code TOKEN_EXPIRED}, or with {@code
     * KEYS_AWAY} or {@code OVERLOADED} when the token is perhaps good; the detail never has the token in it.
     */
    void authenticate(String token, Lane lane, Reply<Identity> reply);
}
