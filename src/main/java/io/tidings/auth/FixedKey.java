package io.tidings.auth;

import org.jspecify.annotations.Nullable;

/** One key for every token, whatever {@code kid} it names. */
record FixedKey(VerificationKey key) implements Keys {
    @Override
    public VerificationKey key(@Nullable String id) {
        return key;
    }
}
