package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedKeysTest {
    private static final String JWK = jwk();

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String published = jwks("old");
    private volatile int status = 200;
    private HttpServer issuer;

    @BeforeEach
    void startTheIssuer() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            reads.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stopTheIssuer() {
        issuer.stop(0);
    }

    @Test
    void aKnownKeyIsNotFetchedAgain() throws Exception {
        // Given
        FollowedKeys keys = follow();
        // When
        keys.key("old");
        keys.key("old");
        // Then
        assertThat(reads).hasValue(1);
    }

    @Test
    void anUnknownKeyIsFetchedAtMostOnceAMinute() throws Exception {
        // Given
        FollowedKeys keys = follow();
        published = jwks("old", "new");
        // When, Then
        assertRefused(keys, "new", Failure.BAD_TOKEN, "its issuer has no key with the kid \"new\"");
        assertThat(reads).hasValue(1);
        now.addAndGet(FollowedKeys.PAUSE_MILLIS);
        assertThat(keys.key("new").id()).isEqualTo("new");
        assertRefused(keys, "made-up", Failure.BAD_TOKEN, "its issuer has no key with the kid");
        assertThat(reads).hasValue(2);
    }

    @Test
    void aWithdrawnKeyIsForgottenAfterTenMinutes() throws Exception {
        // Given
        FollowedKeys keys = follow();
        published = jwks("new");
        // When
        now.addAndGet(FollowedKeys.OLDEST_MILLIS);
        // Then
        assertRefused(keys, "old", Failure.BAD_TOKEN, "no key with the kid \"old\"");
        assertThat(keys.key("new").id()).isEqualTo("new");
    }

    @Test
    void theLastKeysStayWhileTheIssuerFails() throws Exception {
        // Given
        FollowedKeys keys = follow();
        // When
        status = 500;
        now.addAndGet(FollowedKeys.OLDEST_MILLIS);
        // Then
        assertThat(keys.key("old").id()).isEqualTo("old");
        assertRefused(keys, "new", Failure.KEYS_AWAY, "come back with the same token");
        assertThat(reads).hasValue(2);
    }

    @Test
    void theLastKeysStayWhileTheIssuerPublishesNonsense() throws Exception {
        // Given
        FollowedKeys keys = follow();
        // When
        published = "<html>maintenance</html>";
        now.addAndGet(FollowedKeys.OLDEST_MILLIS);
        // Then
        assertThat(keys.key("old").id()).isEqualTo("old");
    }

    @Test
    void anIssuerThatIsAwayAtTheStartIsWaitedFor() throws Exception {
        // Given
        status = 503;
        FollowedKeys keys = follow();
        assertRefused(keys, "old", Failure.KEYS_AWAY, "cannot be fetched");
        // When
        status = 200;
        now.addAndGet(FollowedKeys.PAUSE_AFTER_FAILURE_MILLIS);
        // Then
        assertThat(keys.key("old").id()).isEqualTo("old");
    }

    @Test
    void aTokenWithoutKidIsClearOnlyWhereThereIsOneKey() throws Exception {
        // Given
        FollowedKeys one = follow();
        published = jwks("old", "new");
        FollowedKeys two = follow();
        // When, Then
        assertThat(one.key(null).id()).isEqualTo("old");
        assertRefused(two, null, Failure.BAD_TOKEN, "it has no kid, and its issuer has several keys");
    }

    @Test
    void aFileIsReadAgainToo(@TempDir Path directory) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("keys.json"), jwks("old"));
        FollowedKeys keys = FollowedKeys.at(KeyLocation.of(file.toString()), now::get);
        // When
        Files.writeString(file, jwks("new"));
        now.addAndGet(FollowedKeys.PAUSE_MILLIS);
        // Then
        assertThat(keys.key("new").id()).isEqualTo("new");
    }

    @Test
    void aPemFileServesWhateverKidATokenNames(@TempDir Path directory) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("key.pem"), TestTokens.pem(TestTokens.pair("EC", 256)));
        // When
        Keys keys = Keys.at(file.toString());
        // Then
        assertThat(keys.key("anything").algorithm()).isEqualTo("ES256");
        assertThat(keys.key(null).algorithm()).isEqualTo("ES256");
    }

    @Test
    void aFileThatIsNotThereStopsTheStart(@TempDir Path directory) {
        // When, Then
        assertThatThrownBy(() -> Keys.at(directory.resolve("none.pem").toString()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("the file cannot be read");
    }

    @Test
    void whatIsSecretInAUrlIsNotPrinted() throws Exception {
        // When, Then
        assertThat(KeyLocation.of("https://user:pass@id.example:8443/keys?code=secret")
                        .toString())
                .isEqualTo("https://id.example:8443/keys");
    }

    @Test
    void aUrlWithoutAHostStopsTheStartAndIsNotQuoted() {
        // When, Then
        assertThatThrownBy(() -> Keys.at("https://user:secret@id_server/keys"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("it is a URL without a host");
    }

    private FollowedKeys follow() throws UnusableKeyException {
        String url = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
        return FollowedKeys.at(KeyLocation.of(url), now::get);
    }

    private static void assertRefused(FollowedKeys keys, @Nullable String id, Failure failure, String detail) {
        assertThatThrownBy(() -> keys.key(id))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(failure))
                .hasMessageContaining(detail);
    }

    private static String jwks(String... ids) {
        return Arrays.stream(ids)
                .map(id -> JWK.replace("{", "{\"kid\":\"" + id + "\","))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String jwk() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(
                            TestTokens.pair("EC", 256).getPublic())
                    .toJson();
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
