package io.tidings.transport.sse;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.SseClient;
import io.tidings.transport.Census;
import io.tidings.transport.RawExchange;
import io.tidings.transport.Service;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that become no stream. */
@QuarkusTest
class StreamRefusalTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private final String channel = Service.newChannel();

    private String get(String query, String... headers) {
        String[] request = new String[headers.length + 1];
        request[0] = "GET /v1/stream?" + query + " HTTP/1.1";
        System.arraycopy(headers, 0, request, 1, headers.length);
        return RawExchange.exchange(base, request);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    @Test
    void withoutATokenThereIsNoStream() {
        assertThat(get("channel=" + channel))
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("www-authenticate: Bearer")
                .contains("\"code\":\"bad-token\"");
    }

    @Test
    void aBadTokenIsNotRepeatedInTheAnswer() {
        assertThat(get("channel=" + channel, bearer("nonsense")))
                .startsWith("HTTP/1.1 401")
                .contains("\"code\":\"bad-token\"")
                .doesNotContain("nonsense");
    }

    @Test
    void anExpiredTokenIsNamedSo() {
        String token = TestTokens.hs256()
                .subscribe("**")
                .expiresAt(Instant.now().minusSeconds(5))
                .sign();
        assertThat(get("channel=" + channel, bearer(token)))
                .startsWith("HTTP/1.1 401")
                .contains("\"code\":\"token-expired\"");
    }

    @Test
    void oneChannelThatIsNotGrantedRefusesAll() {
        String token = TestTokens.hs256().subscribe("orders.*").sign();
        assertThat(get("channel=" + channel + "&channel=secret.1", bearer(token)))
                .startsWith("HTTP/1.1 403")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"not-granted\"", "secret.1");
    }

    @Test
    void whatCannotBeUnderstoodIsMalformed() {
        String token = bearer(Service.TOKEN);
        assertThat(get("channel=" + channel + "&since=yesterday", token)).startsWith("HTTP/1.1 400");
        assertThat(get("channel=" + channel + "&since=", token)).startsWith("HTTP/1.1 400");
        assertThat(get("channel=no%20space", token)).startsWith("HTTP/1.1 400");
        assertThat(get("channel=" + channel + "&channel=" + channel, token)).startsWith("HTTP/1.1 400");
        assertThat(get("", token)).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"");
    }

    @Test
    void moreChannelsThanAStreamCanCarryAreRefused() {
        StringBuilder query = new StringBuilder("since=latest");
        IntStream.range(0, 33).forEach(i -> query.append("&channel=orders.").append(i));
        assertThat(get(query.toString(), bearer(Service.TOKEN)))
                .startsWith("HTTP/1.1 429")
                .contains("\"code\":\"too-many-subscriptions\"", "32");
    }

    @Test
    void onlyEventStreamsAreAnswered() {
        assertThat(get("channel=" + channel, bearer(Service.TOKEN), "Accept: application/json"))
                .startsWith("HTTP/1.1 406")
                .contains("\"code\":\"not-acceptable\"", "text/event-stream");
    }

    @Test
    void aBodyMustBeJson() {
        SseClient client = new SseClient(base, Service.TOKEN);
        client.open(client.request("/v1/stream")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(client.response().statusCode()).isEqualTo(415);
        client.open(client.request("/v1/stream", "channel", Service.newChannel())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--\r\n")));
        assertThat(client.response().statusCode()).isEqualTo(415);
        client.open(client.request("/v1/stream").POST(BodyPublishers.ofString("{")));
        assertThat(client.response().statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        SseClient client = new SseClient(base, Service.TOKEN);
        client.open(client.request("/v1/stream").POST(BodyPublishers.ofString(" ".repeat(70_000))));
        assertThat(client.response().statusCode()).isEqualTo(413);
        assertThat(String.join("", client.lines())).contains("\"code\":\"too-large\"");
    }

    @Test
    void otherMethodsAreRefused() {
        assertThat(RawExchange.exchange(base, "DELETE /v1/stream HTTP/1.1", bearer(Service.TOKEN)))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: GET, HEAD, POST")
                .contains("\"code\":\"method-not-allowed\"");
    }

    @Test
    void headIsRefusedAsGetIs() {
        String token = TestTokens.hs256().subscribe("orders.*").sign();
        assertThat(RawExchange.exchange(base, "HEAD /v1/stream?channel=secret.1 HTTP/1.1", bearer(token)))
                .startsWith("HTTP/1.1 403");
        assertThat(RawExchange.exchange(base, "HEAD /v1/poll?channel=secret.1 HTTP/1.1", bearer(token)))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void headShowsTheHeadersAndOpensNoStream() {
        // Given
        await().until(() -> census.sessions("sse") == 0);
        // When
        String answer =
                RawExchange.exchange(base, "HEAD /v1/stream?channel=" + channel + " HTTP/1.1", bearer(Service.TOKEN));
        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
        assertThat(census.sessions("sse")).isZero();
    }
}
