package io.tidings.config;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How tokens are found and verified. Either a secret or a key is needed. */
public interface AuthConfig {
    /** The secret that HS256 tokens are signed with, at least 32 bytes; it excludes {@code tidings.auth.key}. */
    Optional<String> secret();

    /** The public key of the tokens' issuer: a PEM file (RS256, ES256 or EdDSA), or a JWKS as a file or an http(s) URL. */
    Optional<String> key();

    /** The {@code iss} that tokens must have; any, when not set. */
    Optional<String> issuer();

    /** The value that must be among the tokens' {@code aud}; any, when not set. */
    Optional<String> audience();

    /** The name of the cookie that may carry the token. */
    @WithDefault("tidings")
    String cookie();

    /** The origins whose pages may use the cookie, such as {@code https://app.example.org}, separated by commas; the service's own origin always may. */
    Optional<List<String>> origins();

    /** Whether {@code ?access_token=} is taken, which proxies on the way may write to their logs. */
    @WithDefault("false")
    boolean queryToken();
}
