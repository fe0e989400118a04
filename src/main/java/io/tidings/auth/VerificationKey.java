package io.tidings.auth;

import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;

/**
 * A key and the one algorithm that it verifies with: the key decides, never the token.
 *
 * @param id the key's {@code kid}; null when it has none
 * @param algorithm HS256, RS256, ES256 or EdDSA
 */
record VerificationKey(@Nullable String id, String algorithm, Key key) {
    private static final int SHORTEST_RSA = 2048;

    static VerificationKey secret(byte[] secret) {
        return new VerificationKey(null, AlgorithmIdentifiers.HMAC_SHA256, new SecretKeySpec(secret, "HmacSHA256"));
    }

    /** The key with its algorithm; empty for a key of another kind, curve or strength than ours. */
    static Optional<VerificationKey> of(@Nullable String id, PublicKey key) {
        return algorithm(key).map(algorithm -> new VerificationKey(id, algorithm, key));
    }

    private static Optional<String> algorithm(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA)
            return Optional.of(AlgorithmIdentifiers.RSA_USING_SHA256);
        if (key instanceof ECPublicKey ec
                && EllipticCurves.P_256.equals(
                        EllipticCurves.getName(ec.getParams().getCurve())))
            return Optional.of(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519"))
            return Optional.of(AlgorithmIdentifiers.EDDSA);
        return Optional.empty();
    }
}
