package io.tidings.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** Reads keys from a PEM file or a JWKS, whichever the text is. */
final class KeyReader {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
    private static final String WANTED =
            "RSA of at least 2048 bits (RS256), EC on P-256 (ES256) and Ed25519 (EdDSA) are supported";

    private KeyReader() {}

    /**
     * The keys that can verify tokens, at least one.
     *
     * @throws UnusableKeyException when there is none, saying why
     */
    static List<VerificationKey> read(String text) throws UnusableKeyException {
        return text.stripLeading().startsWith("{") ? jwks(text) : List.of(pem(text));
    }

    private static VerificationKey pem(String text) throws UnusableKeyException {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin)
            throw new UnusableKeyException(
                    text.contains("PRIVATE KEY-----")
                            ? "it holds a private key; only its public half belongs here (openssl pkey -pubout)"
                            : "it is neither a PEM file with BEGIN PUBLIC KEY nor a JWKS");
        byte[] encoded = decoded(text.substring(begin + BEGIN.length(), end));
        return publicKey(encoded)
                .flatMap(key -> VerificationKey.of(null, key))
                .orElseThrow(() -> new UnusableKeyException("its key is not one of ours: " + WANTED));
    }

    private static byte[] decoded(String base64) throws UnusableKeyException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException("what stands between BEGIN and END PUBLIC KEY is not base64");
        }
    }

    private static Optional<PublicKey> publicKey(byte[] encoded) {
        return KINDS.stream()
                .map(kind -> publicKey(kind, encoded))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<PublicKey> publicKey(String kind, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // of another kind
        }
    }

    private static List<VerificationKey> jwks(String text) throws UnusableKeyException {
        List<VerificationKey> keys;
        try {
            keys = new JsonWebKeySet(text)
                    .getJsonWebKeys().stream()
                            .map(KeyReader::verificationKey)
                            .flatMap(Optional::stream)
                            .toList();
        } catch (JoseException e) {
            throw new UnusableKeyException("it is not a JWKS: a JSON object with \"keys\" is expected");
        }
        if (keys.isEmpty()) throw new UnusableKeyException("none of the keys of the JWKS can be used: " + WANTED);
        return keys;
    }

    private static Optional<VerificationKey> verificationKey(JsonWebKey jwk) {
        if (!(jwk instanceof PublicJsonWebKey pub) || Use.ENCRYPTION.equals(jwk.getUse())) return Optional.empty();
        return VerificationKey.of(jwk.getKeyId(), pub.getPublicKey())
                .filter(key -> jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(key.algorithm()));
    }
}
