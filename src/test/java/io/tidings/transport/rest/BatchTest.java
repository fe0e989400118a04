package io.tidings.transport.rest;

import static io.tidings.transport.Api.asOwner;
import static io.tidings.transport.Api.history;
import static io.tidings.transport.Api.newChannel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest {
    private final String channel = newChannel();
    private final String other = newChannel();

    private static ValidatableResponse batch(String mediaType, String body) {
        return asOwner()
                .contentType(mediaType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/messages")
                .then();
    }

    @Test
    void anArrayIsAnsweredWithAnArrayInOrder() {
        batch("application/json", "[" + item(channel, "1") + "," + item(other, "2") + "," + item(channel, "3") + "]")
                .statusCode(200)
                .contentType("application/json")
                .body("channel", equalTo(List.of(channel, other, channel)))
                .body("[2].id", containsString("2-"));
    }

    @Test
    void linesAreAnsweredWithLinesInOrder() {
        // When
        String answer = batch("application/x-ndjson", item(channel, "1") + "\n" + item(other, "2") + "\r\n")
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        // Then
        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().toList().get(1)).contains(other);
        assertThat(answer).endsWith("}\n");
    }

    @Test
    void oneBadLineDoesNotStopTheOthers() {
        // When
        String answer = batch(
                        "application/x-ndjson",
                        item(channel, "1") + "\n{\"channel\":\n" + item("news.x", "2") + "\n" + item(channel, "3"))
                .statusCode(200)
                .extract()
                .asString();
        // Then
        assertThat(answer.lines().map(line -> line.replaceAll(".*\"code\":\"([a-z-]+)\".*", "$1")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"id\":\"1-"),
                        second -> assertThat(second).isEqualTo("malformed"),
                        third -> assertThat(third).isEqualTo("not-granted"),
                        fourth -> assertThat(fourth).contains("\"id\":\"2-"));
    }

    @Test
    void aMessageForSeveralChannelsIsAnsweredForEach() {
        batch("application/json", "[{\"channels\":[\"" + channel + "\",\"news.x\"],\"data\":1}]")
                .statusCode(200)
                .body("[0].results[0].channel", equalTo(channel))
                .body("[0].results[1].error.code", equalTo("not-granted"));
    }

    @Test
    void aBatchKeepsTheOrderOfEachChannel() {
        // Given
        String lines =
                IntStream.range(0, 300).mapToObj(n -> item(channel, "" + n)).collect(Collectors.joining("\n"));
        // When
        batch("application/x-ndjson", lines).statusCode(200);
        // Then
        String expected = IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String all = asOwner()
                .queryParam("limit", 1000)
                .get("/v1/channels/{channel}/messages", channel)
                .then()
                .extract()
                .path("messages.data.join(',')");
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void aBatchThatIsReadOffTheEventLoopKeepsTheOrderToo() {
        // Given
        String lines =
                IntStream.range(0, 2_000).mapToObj(n -> item(channel, "" + n)).collect(Collectors.joining("\n"));
        // When
        String answer =
                batch("application/x-ndjson", lines).statusCode(200).extract().asString();
        // Then
        assertThat(answer.lines().map(line -> line.replaceAll(".*\"id\":\"([0-9]+)-.*", "$1")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 2_000)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void aKeyInALineIsIdempotent() {
        // Given
        String line = "{\"channel\":\"" + channel + "\",\"key\":\"k\",\"data\":1}\n";
        // When
        batch("application/x-ndjson", line + line).statusCode(200);
        // Then
        assertThat(history(channel)).containsOnlyOnce("\"type\":\"message\"");
    }

    @Test
    void anEmptyBatchHasAnEmptyAnswer() {
        batch("application/json", "[]").statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void whatIsNoArrayIsRefusedAsAWhole() {
        batch("application/json", item(channel, "1")).statusCode(400).body("detail", containsString("array"));
    }

    @Test
    void whatIsNeitherArrayNorLinesIsRefused() {
        batch("text/plain", "hello").statusCode(415).body("detail", containsString("application/x-ndjson"));
    }

    @Test
    void aBatchOfTooManyLinesIsRefused() {
        batch("application/x-ndjson", (item(channel, "1") + "\n").repeat(10_001))
                .statusCode(413)
                .body("code", equalTo("too-large"));
    }

    private static String item(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":" + data + "}";
    }
}
