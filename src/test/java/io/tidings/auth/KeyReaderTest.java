package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

class KeyReaderTest {
    private static final KeyPair RSA = TestTokens.pair("RSA", 2048);
    private static final KeyPair EC = TestTokens.pair("EC", 256);
    private static final KeyPair ED = TestTokens.pair("Ed25519", 0);

    @Test
    void aPemFileDecidesTheAlgorithmByItsKey() throws Exception {
        // When, Then
        assertThat(only(TestTokens.pem(RSA)).algorithm()).isEqualTo("RS256");
        assertThat(only(TestTokens.pem(EC)).algorithm()).isEqualTo("ES256");
        assertThat(only(TestTokens.pem(ED)).algorithm()).isEqualTo("EdDSA");
    }

    @Test
    void tokensOfEachKindOfKeyAreVerified() throws Exception {
        // When, Then
        assertVerified(TestTokens.pem(RSA), TestTokens.rs256(RSA));
        assertVerified(TestTokens.pem(EC), TestTokens.es256(EC));
        assertVerified(TestTokens.pem(ED), TestTokens.edDsa(ED));
    }

    @Test
    void aJwksHoldsKeysOfSeveralKinds() throws Exception {
        // Given
        String jwks =
                jwks(jwk(RSA, "r", Map.of()), jwk(EC, "e", Map.of("alg", "ES256")), jwk(ED, "d", Map.of("use", "sig")));
        // When, Then
        assertThat(KeyReader.read(jwks))
                .extracting(VerificationKey::id, VerificationKey::algorithm)
                .containsExactly(tuple("r", "RS256"), tuple("e", "ES256"), tuple("d", "EdDSA"));
    }

    @Test
    void keysThatAreForSomethingElseAreLeftOut() throws Exception {
        // Given
        String jwks = jwks(
                jwk(RSA, "encrypts", Map.of("use", "enc")),
                jwk(RSA, "another algorithm", Map.of("alg", "RS512")),
                Map.of("kty", "oct", "k", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                Map.of("kty", "unheard-of"),
                jwk(TestTokens.pair("EC", 384), "another curve", Map.of()),
                jwk(TestTokens.pair("RSA", 1024), "weak", Map.of()),
                jwk(TestTokens.pair("Ed448", 0), "another kind", Map.of()),
                jwk(EC, "ours", Map.of()));
        // When, Then
        assertThat(KeyReader.read(jwks)).extracting(VerificationKey::id).containsExactly("ours");
    }

    @Test
    void aKeyThatCannotBeUsedSaysWhy() {
        // When, Then
        assertUnusable("", "neither a PEM file with BEGIN PUBLIC KEY nor a JWKS");
        assertUnusable("{", "it is not a JWKS");
        assertUnusable("{\"keys\":[]}", "none of the keys of the JWKS can be used: RSA of at least 2048 bits");
        assertUnusable(TestTokens.pem(TestTokens.pair("EC", 384)), "its key is not one of ours");
        assertUnusable(TestTokens.pem(TestTokens.pair("RSA", 1024)), "its key is not one of ours");
        assertUnusable("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "its key is not one of ours");
        assertUnusable(privatePem(), "it holds a private key; only its public half belongs here");
    }

    private static VerificationKey only(String text) throws UnusableKeyException {
        List<VerificationKey> keys = KeyReader.read(text);
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    private static void assertVerified(String pem, TestTokens tokens) throws UnusableKeyException {
        TokenReader reader = new TokenReader(new FixedKey(only(pem)), TokenRules.NONE, InstantSource.system());
        assertThat(reader.read(tokens.sign()).subject()).isEqualTo("alice");
    }

    private static void assertUnusable(String text, String why) {
        assertThatThrownBy(() -> KeyReader.read(text))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(why);
    }

    private static String privatePem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(RSA.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static Map<String, Object> jwk(KeyPair pair, String id, Map<String, Object> more) throws Exception {
        Map<String, Object> jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic())
                .toParams(PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        jwk.put("kid", id);
        jwk.putAll(more);
        return jwk;
    }

    @SafeVarargs
    private static String jwks(Map<String, Object>... keys) {
        return JsonUtil.toJson(Map.of("keys", List.of(keys)));
    }
}
