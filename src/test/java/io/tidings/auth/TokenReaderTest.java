package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {
    private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.500Z");
    private static final long SECOND = NOW.getEpochSecond();
    private static final KeyPair RSA = TestTokens.pair("RSA", 2048);

    private final TokenReader reader = reader(Keys.secret(TestTokens.SECRET), TokenRules.NONE);
    private final TestTokens tokens = TestTokens.hs256().claim("exp", SECOND + 60);

    @Test
    void aGoodTokenSaysWhoAndWhatAndUntilWhen() {
        // Given
        String token = tokens.subscribe("orders.*", "user.{sub}")
                .publish("orders.**")
                .channels("user.{sub}")
                .operate()
                .sign();
        // When
        Identity identity = reader.read(token);
        // Then
        assertThat(identity.subject()).isEqualTo("alice");
        assertThat(identity.expiresAt()).isEqualTo((SECOND + 60) * 1000);
        assertThat(identity.grants().maySubscribe(new Channel("orders.42"))).isTrue();
        assertThat(identity.grants().maySubscribe(new Channel("user.bob"))).isFalse();
        assertThat(identity.grants().mayPublish(new Channel("orders.42.lines"))).isTrue();
        assertThat(identity.grants().channels()).containsExactly(new Channel("user.alice"));
        assertThat(identity.grants().operate()).isTrue();
    }

    @Test
    void aTokenWithoutGrantsGrantsNothing() {
        // When, Then
        assertThat(reader.read(tokens.sign()).grants()).isEqualTo(Grants.NONE);
    }

    @Test
    void aTokenWithoutExpiryNeverExpires() {
        // When, Then
        assertThat(reader.read(tokens.claim("exp", null).sign()).expiresAt()).isEqualTo(Identity.NEVER);
    }

    @Test
    void aSubjectIsNeverReadAsAPattern() {
        // When
        Identity identity =
                reader.read(tokens.subject("**").subscribe("user.{sub}").sign());
        // Then
        assertThat(identity.grants().maySubscribe(new Channel("user.bob"))).isFalse();
        assertThat(identity.grants().maySubscribe(new Channel("user.~2a~2a"))).isTrue();
    }

    @Test
    void expiryHasNoLeewayAndFractionsCount() {
        // When, Then
        assertThat(reader.read(tokens.claim("exp", SECOND + 1).sign()).subject())
                .isEqualTo("alice");
        assertThat(reader.read(tokens.claim("exp", SECOND + 0.75).sign()).expiresAt())
                .isEqualTo(SECOND * 1000 + 750);
        assertRefused(Failure.TOKEN_EXPIRED, tokens.claim("exp", SECOND), "the token expired at 2026-05-04T03:02:01Z");
        assertRefused(Failure.TOKEN_EXPIRED, tokens.claim("exp", SECOND + 0.5), "expired at 2026-05-04T03:02:01.500Z");
    }

    @Test
    void anExpiryBeyondAllTimesIsNever() {
        // When, Then
        assertThat(reader.read(tokens.claim("exp", 1e300).sign()).expiresAt()).isEqualTo(Identity.NEVER);
    }

    @Test
    void theIssuersClockMayBeTenSecondsAhead() {
        // When, Then
        assertThat(reader.read(tokens.claim("nbf", SECOND + 10)
                                .claim("iat", SECOND + 10)
                                .sign())
                        .subject())
                .isEqualTo("alice");
        assertRefused(Failure.BAD_TOKEN, tokens.claim("nbf", SECOND + 11), "it is not valid yet (nbf)");
        assertRefused(Failure.BAD_TOKEN, tokens.claim("iat", SECOND + 11), "it was issued in the future (iat)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void aTimeThatIsNoNumberIsNamed(String claim) {
        // When, Then
        assertRefused(
                Failure.BAD_TOKEN, tokens.claim(claim, "tomorrow"), "its " + claim + " is not a number of seconds");
    }

    @Test
    void aTokenNamesItsSubject() {
        // When, Then
        assertRefused(Failure.BAD_TOKEN, tokens.claim("sub", null), "it has no sub");
        assertRefused(Failure.BAD_TOKEN, tokens.claim("sub", ""), "it has no sub");
        assertRefused(Failure.BAD_TOKEN, tokens.claim("sub", 7), "it has no sub");
    }

    @Test
    void theIssuerIsCheckedWhenConfigured() {
        // Given
        TokenReader strict = reader(
                Keys.secret(TestTokens.SECRET), new TokenRules(Optional.of("https://id.example"), Optional.empty()));
        // When, Then
        assertThat(strict.read(tokens.claim("iss", "https://id.example").sign()).subject())
                .isEqualTo("alice");
        assertRefused(strict, Failure.BAD_TOKEN, tokens, "its iss is absent; \"https://id.example\" is expected");
        assertRefused(
                strict,
                Failure.BAD_TOKEN,
                tokens.claim("iss", "https://id.example/"),
                "its iss is \"https://id.example/\"");
    }

    @Test
    void theAudienceIsCheckedWhenConfigured() {
        // Given
        TokenReader strict =
                reader(Keys.secret(TestTokens.SECRET), new TokenRules(Optional.empty(), Optional.of("tidings")));
        // When, Then
        assertThat(strict.read(tokens.claim("aud", "tidings").sign()).subject()).isEqualTo("alice");
        assertThat(strict.read(tokens.claim("aud", List.of("shop", "tidings")).sign())
                        .subject())
                .isEqualTo("alice");
        assertRefused(strict, Failure.BAD_TOKEN, tokens, "its aud does not name \"tidings\"");
        assertRefused(strict, Failure.BAD_TOKEN, tokens.claim("aud", List.of("shop")), "its aud does not name");
    }

    @Test
    void theWrongShapeOfAGrantIsNamed() {
        // When, Then
        assertRefused(Failure.BAD_TOKEN, tokens.claim("tidings", "all"), "claim tidings is not an object");
        assertRefused(
                Failure.BAD_TOKEN, grants("subscribe", "orders.*"), "claim tidings.subscribe is not a list of strings");
        assertRefused(
                Failure.BAD_TOKEN, grants("publish", List.of(7)), "claim tidings.publish is not a list of strings");
        assertRefused(
                Failure.BAD_TOKEN, grants("channels", Map.of()), "claim tidings.channels is not a list of strings");
        assertRefused(Failure.BAD_TOKEN, grants("operate", "yes"), "claim tidings.operate is not true or false");
        assertRefused(Failure.BAD_TOKEN, grants("subscribe", List.of("**.a")), "** stands at the end only");
        assertRefused(Failure.BAD_TOKEN, grants("channels", List.of("user.*")), "\"user.*\" is not valid");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        // Given
        String unsigned = encoded("{\"alg\":\"none\"}") + "." + encoded("{\"sub\":\"alice\"}") + ".";
        // When, Then
        assertRefused(() -> reader.read(unsigned), Failure.BAD_TOKEN, "its alg is \"none\"; HS256 is expected");
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret() throws Exception {
        // Given
        Keys keys = new FixedKey(KeyReader.read(TestTokens.pem(RSA)).get(0));
        TokenReader publicKey = reader(keys, TokenRules.NONE);
        TestTokens encodedAsSecret =
                TestTokens.signedBy(new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"), "HS256");
        TestTokens pemAsSecret = TestTokens.hs256(TestTokens.pem(RSA));
        // When, Then
        assertRefused(publicKey, Failure.BAD_TOKEN, encodedAsSecret, "its alg is \"HS256\"; RS256 is expected");
        assertRefused(publicKey, Failure.BAD_TOKEN, pemAsSecret, "its alg is \"HS256\"; RS256 is expected");
    }

    @Test
    void theTokenDoesNotChooseAmongTheAlgorithmsOfItsKey() {
        // Given
        TestTokens longer = TestTokens.signedBy(
                new SecretKeySpec((TestTokens.SECRET + TestTokens.SECRET).getBytes(StandardCharsets.UTF_8), "x"),
                "HS512");
        // When, Then
        assertRefused(
                reader(Keys.secret(TestTokens.SECRET + TestTokens.SECRET), TokenRules.NONE),
                Failure.BAD_TOKEN,
                longer,
                "its alg is \"HS512\"; HS256");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        // When, Then
        assertRefused(
                Failure.BAD_TOKEN,
                TestTokens.hs256("another-secret-of-the-same-length-0123456789"),
                "its signature was not made with the expected key");
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        // Given
        String[] parts = tokens.sign().split("\\.", -1);
        String forged = parts[0] + "." + encoded("{\"sub\":\"root\"}") + "." + parts[2];
        // When, Then
        assertRefused(() -> reader.read(forged), Failure.BAD_TOKEN, "its signature was not made with");
    }

    @Test
    void criticalHeadersAreRefused() {
        // When, Then
        assertRefused(
                Failure.BAD_TOKEN, tokens.header("crit", List.of("exp")).header("exp", 1), "critical header fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "e30.e30.",
                "e30..",
                "bnVsbA.e30.e30",
                "W10.e30.e30",
                "a.b.c.d.e",
                "\u0000",
                "\uD800.x.y",
                "eyJhbGciOnt9fQ.e30.e30",
                "eyJraWQiOjd9.e30.e30"
            })
    void whatIsNoTokenIsRefusedWithoutRepeatingIt(String text) {
        // When, Then
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.BAD_TOKEN))
                .hasMessageStartingWith("the token is not valid: ");
    }

    @Test
    void claimsThatAreNoObjectAreRefused() {
        // Given
        var signed = new org.jose4j.jws.JsonWebSignature();
        signed.setAlgorithmHeaderValue("HS256");
        signed.setKey(new SecretKeySpec(TestTokens.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        signed.setPayload("[\"alice\"]");
        // When, Then
        assertRefused(
                () -> reader.read(signed.getCompactSerialization()),
                Failure.BAD_TOKEN,
                "its claims are not a JSON object");
    }

    private TestTokens grants(String field, Object value) {
        return tokens.claim("tidings", Map.of(field, value));
    }

    private static TokenReader reader(Keys keys, TokenRules rules) {
        return new TokenReader(keys, rules, InstantSource.fixed(NOW));
    }

    private void assertRefused(Failure failure, TestTokens token, String detail) {
        assertRefused(reader, failure, token, detail);
    }

    private static void assertRefused(TokenReader reader, Failure failure, TestTokens token, String detail) {
        String signed = token.sign();
        assertRefused(() -> reader.read(signed), failure, detail);
    }

    private static void assertRefused(ThrowingCallable call, Failure failure, String detail) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(failure))
                .hasMessageContaining(detail);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
