package io.tidings.auth;

import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.time.InstantSource;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** Reads a token and believes nothing in it before its signature is verified with a key that we chose. */
final class TokenReader {
    private final Keys keys;
    private final ClaimRules rules;

    TokenReader(Keys keys, TokenRules rules, InstantSource clock) {
        this.keys = keys;
        this.rules = new ClaimRules(rules, clock);
    }

    /**
     * Who the token speaks for; may block while keys are fetched.
     *
     * @throws Refusal {@code BAD_TOKEN}, {@code TOKEN_EXPIRED} or {@code KEYS_AWAY}
     */
    Identity read(String token) {
        JsonWebSignature signed = parsed(token);
        Object id = signed.getHeaders().getObjectHeaderValue("kid");
        VerificationKey key = keys.key(id instanceof String text ? text : null);
        verify(signed, key);
        JwtClaims claims = claims(signed);
        long expiresAt = rules.check(claims);
        String subject = ClaimRules.subject(claims);
        return new Identity(subject, GrantsClaim.read(claims.getClaimValue(GrantsClaim.NAME), subject), expiresAt);
    }

    private static JsonWebSignature parsed(String token) {
        JsonWebSignature signed = new JsonWebSignature();
        try {
            signed.setCompactSerialization(token);
            return signed;
        } catch (JoseException e) {
            throw bad("it is not a signed JWT: three base64url parts joined by dots");
        }
    }

    private static void verify(JsonWebSignature signed, VerificationKey key) {
        Object algorithm = signed.getHeaders().getObjectHeaderValue("alg");
        if (!key.algorithm().equals(algorithm))
            throw bad("its alg is " + Quoted.of(String.valueOf(algorithm)) + "; " + key.algorithm() + " is expected");
        if (signed.getHeaders().getObjectHeaderValue("crit") != null)
            throw bad("it has critical header fields (crit), of which none is supported");
        signed.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
        signed.setKey(key.key());
        boolean verified;
        try {
            verified = signed.verifySignature();
        } catch (JoseException e) {
            verified = false;
        }
        if (!verified) throw bad("its signature was not made with the expected key");
    }

    private static JwtClaims claims(JsonWebSignature verified) {
        try {
            return JwtClaims.parse(verified.getPayload());
        } catch (InvalidJwtException | JoseException e) {
            throw bad("its claims are not a JSON object");
        }
    }

    private static Refusal bad(String why) {
        return new Refusal(Failure.BAD_TOKEN, "the token is not valid: " + why);
    }
}
