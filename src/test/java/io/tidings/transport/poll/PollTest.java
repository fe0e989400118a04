package io.tidings.transport.poll;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.transport.Census;
import io.tidings.transport.RawExchange;
import io.tidings.transport.Service;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Timeout(60)
class PollTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Census census;

    private final String channel = Service.newChannel();
    private Service service;
    private PollClient client;

    @BeforeEach
    void meet() {
        service = new Service(base);
        client = new PollClient(base, Service.TOKEN, channel);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static List<String> data(HttpResponse<String> answer) {
        return StreamSupport.stream(json(answer).path("messages").spliterator(), false)
                .map(message -> message.path("data").toString())
                .toList();
    }

    private static String cursor(HttpResponse<String> answer) {
        return json(answer).path("cursor").asText();
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asText();
    }

    @Test
    @Timeout(40)
    void whatIsThereIsAnsweredAtOnce() {
        // Given
        List<String> ids = service.publisher().numbers(channel, 1, 3);
        // When
        HttpResponse<String> answer = client.poll("since", ids.get(0), "wait", "55s");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(data(answer)).containsExactly("2", "3");
        assertThat(cursor(answer)).isEqualTo(ids.get(2));
    }

    @Test
    @Timeout(40)
    void aPollWaitsForWhatComes() {
        // Given
        String first = service.publisher().publish(channel, "1");
        CompletableFuture<HttpResponse<String>> held = client.hold("since", first, "wait", "55");
        await().until(() -> census.sessions("poll") > 0);
        // When
        String second = service.publisher().publish(channel, "2");
        // Then
        assertThat(data(held.join())).containsExactly("2");
        assertThat(cursor(held.join())).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=1500ms", "wait=1.5s", "wait=2s", "wait=1"})
    void aWaitIsATimeInSecondsOrMilliseconds(String wait) {
        // When
        HttpResponse<String> answer = client.poll("since", "latest", "wait", wait.substring(5));
        // Then
        if (wait.contains(".")) assertThat(code(answer)).isEqualTo("400 malformed");
        else assertThat(data(answer)).isEmpty();
    }

    @Test
    void whenNothingComesTheAnswerIsEmptyAndBringsACursor() {
        // Given
        String last = service.publisher().publish(channel, "1");
        long start = System.nanoTime();
        // When
        HttpResponse<String> answer = client.poll("since", "latest", "wait", "1s");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
        assertThat(data(answer)).isEmpty();
        assertThat(cursor(answer)).isEqualTo(last);
    }

    @Test
    void theClientsPreferenceSaysHowLong() {
        // Given
        long start = System.nanoTime();
        // When
        HttpResponse<String> answer = client.ask(client.request("/v1/poll").header("Prefer", "respond-async, wait=1"))
                .join();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("a second, and not the usual 25")
                .isBetween(Duration.ofMillis(950), Duration.ofSeconds(20));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aShortPollNeverWaits() {
        // When
        HttpResponse<String> answer = client.poll("wait", "0");
        String next = service.publisher().publish(channel, "1");
        HttpResponse<String> second = client.poll("wait", "0", "since", cursor(answer));
        // Then
        assertThat(data(answer)).isEmpty();
        assertThat(data(second)).containsExactly("1");
        assertThat(cursor(second)).isEqualTo(next);
    }

    @Test
    void aLimitCutsTheAnswerAndTheCursorBringsTheRest() {
        // Given
        service.publisher().numbers(channel, 1, 25);
        List<String> all = new ArrayList<>();
        String since = "earliest";
        for (int i = 0; i < 3; i++) {
            // When
            HttpResponse<String> answer = client.poll("since", since, "wait", "0", "limit", "10");
            all.addAll(data(answer));
            since = cursor(answer);
            // Then
            assertThat(data(answer)).hasSize(i < 2 ? 10 : 5);
        }
        assertThat(all)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 25).mapToObj(String::valueOf).toList());
    }

    @Test
    void aLoudChannelLeavesAQuietOneItsShare() {
        // Given
        String quiet = Service.newChannel();
        service.publisher().numbers(channel, 1, 50);
        service.publisher().numbers(quiet, 101, 103);
        PollClient both = new PollClient(base, Service.TOKEN, channel, quiet);
        // When
        HttpResponse<String> answer = both.poll("since", "earliest", "wait", "0", "limit", "10");
        // Then
        assertThat(data(answer)).contains("101", "102", "103").contains("1", "2", "3", "4", "5");
        assertThat(data(answer).size()).isLessThanOrEqualTo(10);
        assertThat(cursor(answer)).startsWith("c1.");
    }

    @Test
    void anAnswerHasAtMostAMegabyte() {
        // Given
        String data = "\"" + "x".repeat(60_000) + "\"";
        for (int i = 0; i < 30; i++) service.publisher().publish(channel, data);
        // When
        HttpResponse<String> first = client.poll("since", "earliest", "wait", "0", "limit", "1000");
        HttpResponse<String> second = client.poll("since", cursor(first), "wait", "0", "limit", "1000");
        // Then
        assertThat(first.body().length()).isBetween(900_000, 1 << 20);
        assertThat(data(first).size() + data(second).size()).isEqualTo(30);
    }

    @Test
    void theNextPollIsLinkedWithoutTheToken() {
        // Given
        String id = service.publisher().publish(channel, "1");
        PollClient composed = new PollClient(base, Service.TOKEN, channel + "@earliest");
        // When
        HttpResponse<String> answer = composed.poll("wait", "0", "limit", "7", "access_token", "secret");
        // Then
        assertThat(answer.headers().firstValue("Link"))
                .hasValue("</v1/poll?channel=" + channel + "&wait=0&limit=7&since=" + id + ">; rel=\"next\"");
    }

    @Test
    void aClientThatGoesAwayLeavesNoSessionBehind() {
        // Given
        await().until(() -> census.sessions("poll") == 0);
        CompletableFuture<HttpResponse<String>> held = client.hold("wait", "55s");
        await().until(() -> census.sessions("poll") == 1);
        // When
        held.cancel(true);
        // Then
        await().until(() -> census.sessions("poll") == 0);
    }

    @Test
    void aPollCanBeAskedForByPost() {
        // Given
        service.publisher().numbers(channel, 1, 2);
        PollClient poster = new PollClient(base, Service.TOKEN);
        String body = "{\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\"last:1\"}]}";
        // When
        HttpResponse<String> answer = poster.ask(poster.request("/v1/poll", "wait", "0")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .join();
        // Then
        assertThat(data(answer)).containsExactly("2");
    }

    @Test
    void headShowsTheHeadersAndWaitsForNothing() {
        // When
        String answer = RawExchange.exchange(
                base, "HEAD /v1/poll?channel=" + channel + " HTTP/1.1", "Authorization: Bearer " + Service.TOKEN);
        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"56s", "-1", "soon", "", "55001ms", "99999999s"})
    void aWaitThatIsNoTimeIsRefused(String wait) {
        assertThat(code(client.poll("wait", wait))).isEqualTo("400 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many", "-5"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertThat(code(client.poll("limit", limit, "wait", "0"))).isEqualTo("400 malformed");
    }

    @Test
    void oneChannelThatIsNotGrantedRefusesAll() {
        // Given
        String token = TestTokens.hs256().subscribe("orders.*").sign();
        PollClient stranger = new PollClient(base, token, channel, "secret.1");
        // When
        HttpResponse<String> answer = stranger.poll("wait", "0");
        // Then
        assertThat(code(answer)).isEqualTo("403 not-granted");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aBadTokenIsRefused() {
        assertThat(code(new PollClient(base, "nonsense", channel).poll())).isEqualTo("401 bad-token");
    }

    @Test
    void moreThan64ChannelsAreRefused() {
        // Given
        String[] channels = IntStream.range(0, 65).mapToObj(i -> "orders." + i).toArray(String[]::new);
        // When
        HttpResponse<String> answer = new PollClient(base, Service.TOKEN, channels).poll("wait", "0");
        // Then
        assertThat(code(answer)).isEqualTo("429 too-many-subscriptions");
    }
}
