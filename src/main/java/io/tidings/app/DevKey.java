package io.tidings.app;

import io.quarkus.arc.profile.IfBuildProfile;
import io.tidings.config.TidingsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The secret of tokens in dev mode: the configured one, or one of its own. No packaged build has this class as a bean. */
@Singleton
@IfBuildProfile("dev")
public class DevKey {
    /** Kept in a system property, so that tokens outlive a reload of the code. */
    private static final String PROPERTY = "tidings-dev-secret";

    private final Optional<String> secret;

    @Inject
    DevKey(TidingsConfig config) {
        boolean elsewhere = config.auth().key().isPresent();
        secret = config.auth().secret().or(() -> elsewhere ? Optional.empty() : Optional.of(generated()));
    }

    /** The secret; empty when a public key is configured, whose tokens only its owner can sign. */
    Optional<String> secret() {
        return secret;
    }

    private static String generated() {
        return (String) System.getProperties().computeIfAbsent(PROPERTY, name -> {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        });
    }
}
