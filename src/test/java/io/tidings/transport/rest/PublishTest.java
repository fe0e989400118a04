package io.tidings.transport.rest;

import static io.tidings.transport.Api.asOwner;
import static io.tidings.transport.Api.history;
import static io.tidings.transport.Api.newChannel;
import static io.tidings.transport.Api.publish;
import static io.tidings.transport.Api.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PublishTest {
    private final String channel = newChannel();

    @Test
    void aMessageIsAnsweredWithItsPosition() {
        publish(channel, "{\"total\":1}")
                .then()
                .statusCode(201)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("channel", equalTo(channel))
                .body("id", matchesPattern("1-[1-9][0-9]*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890",
                "1.0",
                "-0",
                "1E400",
                "null",
                "\"\"",
                "\"\\ud83d\\ude00\"",
                "\"😀\"",
                "\"\u2028\u2029\"",
                "\"\\u2028\"",
                "{\"a\":[1.50,{\"a\":1,\"a\":2}]}"
            })
    void dataComesBackByteForByte(String data) {
        // When
        publish(channel, data).then().statusCode(201);
        // Then
        assertThat(history(channel)).contains("\"data\":" + data + "}");
    }

    @Test
    void whiteSpaceOutsideStringsIsTakenOut() {
        // When
        publish(channel, " { \"a b\" : [ 1 ,\n2 ] } ").then().statusCode(201);
        // Then
        assertThat(history(channel)).contains("\"data\":{\"a b\":[1,2]}}");
    }

    @Test
    void anyOtherMediaTypeIsBytes() {
        // When
        asOwner()
                .contentType("image/png")
                .body(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0})
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(201);
        // Then
        assertThat(history(channel))
                .contains("\"datacontenttype\":\"image/png\",\"data_base64\":\"iVBORwA=\"")
                .doesNotContain("\"data\":");
    }

    @Test
    void eventAndTagsComeFromTheQuery() {
        // When
        asOwner()
                .contentType("application/json")
                .body("{}")
                .queryParam("event", "shipped")
                .queryParam("tag", "region:eu", "url:http://a/b")
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(201);
        // Then
        assertThat(history(channel))
                .contains("\"event\":\"shipped\"")
                .contains("\"tags\":{\"region\":\"eu\",\"url\":\"http://a/b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", ":v", "a:1&tag=a:2"})
    void aTagThatIsNoNameAndValueIsRefused(String tag) {
        asOwner()
                .contentType("application/json")
                .body("{}")
                .urlEncodingEnabled(false)
                .post("/v1/channels/" + channel + "/messages?tag=" + tag)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed"))
                .body("detail", containsString("tag"));
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndOneMessage() {
        // Given
        String id = withKey("k1", "{\"n\":1}", 201);
        // When
        String again = withKey("\"k1\"", "{\"n\":1}", 201);
        // Then
        assertThat(again).isEqualTo(id);
        assertThat(history(channel)).containsOnlyOnce("\"type\":\"message\"");
    }

    @Test
    void aKeyOfAnotherMessageIsRefused() {
        // Given
        withKey("k1", "{\"n\":1}", 201);
        // When
        String code = withKey("k1", "{\"n\":2}", 422);
        // Then
        assertThat(code).isEqualTo("key-reused");
    }

    @Test
    void aKeyIsAtMost255BytesLong() {
        assertThat(withKey("k".repeat(255), "1", 201)).startsWith("1-");
        assertThat(withKey("k".repeat(256), "1", 400)).isEqualTo("malformed");
    }

    private String withKey(String key, String json, int status) {
        return asOwner()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(json)
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(status)
                .extract()
                .path(status == 201 ? "id" : "code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/cloudevents-batch+json"})
    void aCloudEventIsNotTakenForBytes(String mediaType) {
        asOwner()
                .contentType(mediaType)
                .body("{}")
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"))
                .body("detail", containsString("CloudEvents"));
    }

    @Test
    void aCloudEventInBinaryModeIsNotTakenEither() {
        asOwner()
                .contentType("application/json")
                .header("ce-id", "1")
                .body("{}")
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(415);
    }

    @Test
    void aBodyInAnEncodingIsNotTakenForItsContent() {
        asOwner()
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body("{}")
                .post("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(415)
                .body("detail", containsString("gzip"));
    }

    @Test
    void positionsFollowEachOther() {
        assertThat(published(channel, "1")).startsWith("1-");
        assertThat(published(channel, "2")).startsWith("2-");
    }
}
