package io.tidings.transport.rest;

import static io.tidings.transport.Api.anonymous;
import static io.tidings.transport.Api.as;
import static io.tidings.transport.Api.asOwner;
import static io.tidings.transport.Api.newChannel;
import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tidings.auth.TestTokens;
import io.tidings.transport.Problems;
import io.tidings.transport.RawExchange;
import io.tidings.transport.RawHttp;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RestProblemsTest {
    @TestHTTPResource("/")
    URI base;

    private final String messages = "/v1/channels/" + newChannel() + "/messages";

    private static ValidatableResponse isProblem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .header("Content-Type", startsWith("application/problem+json"))
                .header("Cache-Control", "no-store")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("https://tidings.io/errors#" + code))
                .body("detail", not(containsString("Exception")));
    }

    @Test
    void withoutATokenNothingIsPublished() {
        isProblem(anonymous().contentType("application/json").body("1").post(messages), 401, "bad-token")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        TestTokens foreign = TestTokens.hs256("another-secret-of-forty-four-bytes-for-tests");
        isProblem(as(foreign).get(messages), 401, "bad-token");
    }

    @Test
    void aTokenThatHasEndedAsksForANewOne() {
        TestTokens old = TestTokens.hs256().expiresAt(Instant.now().minusSeconds(60));
        isProblem(as(old).get(messages), 401, "token-expired")
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void aChannelThatIsNotGrantedIsRefused() {
        isProblem(
                        asOwner().contentType("application/json").body("1").post("/v1/channels/news/messages"),
                        403,
                        "not-granted")
                .body("detail", containsString("news"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "\"\ud800\"x", "[01]", "", "nul"})
    void whatIsNotJsonIsRefused(String body) {
        isProblem(asOwner().contentType("application/json").body(body).post(messages), 400, "malformed");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAsJson() {
        byte[] body = {'"', (byte) 0xff, '"'};
        isProblem(asOwner().contentType("application/json").body(body).post(messages), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "a%20b", ".a", "a%2Fb", "%F0%9F%98%80"})
    void aNameThatIsNoChannelsIsRefused(String name) {
        isProblem(
                asOwner()
                        .urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body("1")
                        .post("/v1/channels/" + name + "/messages"),
                400,
                "malformed");
    }

    @Test
    void anEventNameThatStreamsUseThemselvesIsRefused() {
        isProblem(asOwner().contentType("application/json").body("1").post(messages + "?event=gap"), 400, "malformed");
    }

    @Test
    void aPathThatIsNotThereIsNotFound() {
        isProblem(asOwner().get("/v1/nothing"), 404, "not-found");
        isProblem(asOwner().get("/nothing"), 404, "not-found");
    }

    @Test
    void aMethodThatIsNotTakenIsNamedWithThoseThatAre() {
        isProblem(asOwner().delete(messages), 405, "method-not-allowed").header("Allow", containsString("POST"));
        isProblem(asOwner().get("/v1/messages"), 405, "method-not-allowed");
    }

    @Test
    void optionsNamesTheMethods() {
        asOwner().options(messages).then().statusCode(200).header("Allow", containsString("GET"));
    }

    @Test
    void anAnswerThatTheClientDoesNotAcceptIsNotMade() {
        isProblem(asOwner().accept("text/html").get(messages), 406, "not-acceptable");
    }

    @Test
    void aMessageOverTheLimitIsTooLarge() {
        String body = "\"" + "x".repeat(64 << 10) + "\"";
        isProblem(asOwner().contentType("application/json").body(body).post(messages), 413, "too-large");
    }

    @Test
    void aBodyOverTheServersLimitIsTooLarge() throws IOException {
        // When
        String answer = RawHttp.answer("POST /v1/messages HTTP/1.1", "Content-Length: 11534336");
        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json")
                .contains("\"too-large\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/channels/orders/messages"})
    void aStrangersBodyIsNotWaitedFor(String address) {
        // When
        String answer = RawExchange.exchange(base, "POST " + address + " HTTP/1.1", "Content-Length: 5000000");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 401").contains("\"bad-token\"");
    }

    @Test
    void aBodyThatGrowsTooLargeOnItsWayIsNoFaultOfOurs() {
        // Given
        List<LogRecord> faults = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(Problems.class.getName());
        Filter usual = log.getFilter();
        log.setFilter(faults::add);
        try {
            // When
            sendABodyThatGrows();
            // Then
            await().during(Duration.ofMillis(500)).until(faults::isEmpty);
        } finally {
            log.setFilter(usual);
        }
    }

    private static void sendABodyThatGrows() {
        try {
            RawHttp.answer(
                    "POST /v1/messages HTTP/1.1",
                    "Transfer-Encoding: chunked",
                    "",
                    "b00000",
                    " ".repeat(0xb00000),
                    "0");
        } catch (IOException cut) {
            assertThat(cut).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aBodyWhoseLengthIsNotKnownIsTaken() throws IOException {
        // When
        String answer = RawHttp.answer(
                "POST " + messages + " HTTP/1.1",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                "c350",
                "1" + " ".repeat(0xc34f),
                "0");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/channels/%zz/messages", "/v1/channels/orders/messages?since=%zz"})
    void anAddressThatIsNoUriNeverGetsToUs(String address) throws IOException {
        // When
        String answer = RawHttp.answer("GET " + address + " HTTP/1.1");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void aMediaTypeThatIsNoneIsRefused() {
        isProblem(
                asOwner().header("Content-Type", "json").body(new byte[] {'1'}).post(messages),
                415,
                "unsupported-media-type");
    }

    @Test
    void whoIsNoOperatorEndsNoSessions() {
        isProblem(asOwner().post("/v1/users/bob/disconnect"), 403, "not-granted")
                .body("detail", containsString("operate"));
    }

    @Test
    void anOperatorEndsSessions() {
        as(TestTokens.hs256().operate()).post("/v1/users/bob/disconnect").then().statusCode(204);
    }
}
