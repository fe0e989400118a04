package io.tidings.auth;

import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** What the registered claims (RFC 7519) of a token must be. */
final class ClaimRules {
    /** How far the issuer's clock may be ahead of ours; {@code exp} has no leeway. */
    private static final long LEEWAY_MILLIS = 10_000;

    private final TokenRules rules;
    private final InstantSource clock;

    ClaimRules(TokenRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * When the token expires, in milliseconds since the epoch.
     *
     * @throws Refusal when it has expired already, is not yet valid, or is not for us
     */
    long check(JwtClaims claims) {
        long now = clock.millis();
        long expiresAt = time(claims, "exp", Identity.NEVER);
        if (expiresAt <= now) throw expired(expiresAt);
        if (time(claims, "nbf", Long.MIN_VALUE) > now + LEEWAY_MILLIS) throw bad("it is not valid yet (nbf)");
        if (time(claims, "iat", Long.MIN_VALUE) > now + LEEWAY_MILLIS) throw bad("it was issued in the future (iat)");
        rules.issuer().ifPresent(issuer -> checkIssuer(claims.getClaimValue("iss"), issuer));
        rules.audience().ifPresent(audience -> checkAudience(claims.getClaimValue("aud"), audience));
        return expiresAt;
    }

    /** @throws Refusal when the token names nobody */
    static String subject(JwtClaims claims) {
        if (claims.getClaimValue("sub") instanceof String subject && !subject.isEmpty()) return subject;
        throw bad("it has no sub, a string that says who it speaks for");
    }

    static Refusal expired(long expiresAt) {
        return new Refusal(
                Failure.TOKEN_EXPIRED,
                "the token expired at " + Instant.ofEpochMilli(Math.max(0, expiresAt)) + "; bring a new one");
    }

    private static long time(JwtClaims claims, String name, long absent) {
        Object value = claims.getClaimValue(name);
        if (value == null) return absent;
        if (value instanceof Number seconds) return (long) (seconds.doubleValue() * 1000);
        throw bad("its " + name + " is not a number of seconds");
    }

    private static void checkIssuer(@Nullable Object found, String expected) {
        if (!expected.equals(found))
            throw bad("its iss is " + quoted(found) + "; " + Quoted.of(expected) + " is expected");
    }

    private static void checkAudience(@Nullable Object found, String expected) {
        boolean named = expected.equals(found) || (found instanceof List<?> list && list.contains(expected));
        if (!named) throw bad("its aud does not name " + Quoted.of(expected));
    }

    private static String quoted(@Nullable Object found) {
        return found == null ? "absent" : Quoted.of(String.valueOf(found));
    }

    private static Refusal bad(String why) {
        return new Refusal(Failure.BAD_TOKEN, "the token is not valid: " + why);
    }
}
