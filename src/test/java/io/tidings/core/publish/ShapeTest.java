package io.tidings.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Message;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final long TIME = 1_767_225_600_042L;
    private static final Payload DATA = new Payload.Json("{\"n\":1.0e2}".getBytes(StandardCharsets.UTF_8));

    private static Message shaped(Payload payload, @Nullable String event, Map<String, String> tags) {
        return Shape.message(new Publication(new Channel("a"), payload, event, tags, null), TIME);
    }

    @Test
    void theLeastIsTimeAndData() {
        assertThat(shaped(DATA, null, Map.of()))
                .hasToString("{\"time\":\"2026-01-01T00:00:00.042Z\",\"data\":{\"n\":1.0e2}}");
    }

    @Test
    void theOrderIsFixedAndTheDataKeepsItsTokens() {
        // When
        Message message = shaped(DATA, "shipped", Map.of("k", "a\"b"));
        // Then
        assertThat(message)
                .hasToString("{\"event\":\"shipped\",\"time\":\"2026-01-01T00:00:00.042Z\",\"tags\":{\"k\":\"a\\\"b\"},"
                        + "\"data\":{\"n\":1.0e2}}");
        assertThat(message.event()).isEqualTo("shipped");
    }

    @Test
    void tagsKeepThePublishersOrder() {
        // Given
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("z", "1");
        tags.put("a", "2");
        // When, Then
        assertThat(shaped(DATA, null, tags).toString()).contains("\"tags\":{\"z\":\"1\",\"a\":\"2\"}");
    }

    @Test
    void bytesAreBase64WithTheirMediaType() {
        // Given
        Payload bytes = new Payload.Bytes(new byte[] {(byte) 0xff, 0, 1}, "image/png");
        // When, Then
        assertThat(shaped(bytes, null, Map.of()))
                .hasToString("{\"time\":\"2026-01-01T00:00:00.042Z\",\"datacontenttype\":\"image/png\","
                        + "\"data_base64\":\"/wAB\"}");
    }

    @Test
    void wholeSecondsHaveTheirMilliseconds() {
        assertThat(Shape.message(new Publication(new Channel("a"), DATA, null, Map.of(), null), 0)
                        .toString())
                .contains("\"1970-01-01T00:00:00.000Z\"");
    }

    @Test
    void eachMessageHasTheTimeOfItsOwnMillisecond() {
        // Given
        Publication publication = new Publication(new Channel("a"), DATA, null, Map.of(), null);
        // When
        List<String> times = Stream.of(5L, 5L, 6L, 5L)
                .map(time -> Shape.message(publication, time).toString().substring(29, 33))
                .toList();
        // Then
        assertThat(times).containsExactly("005Z", "005Z", "006Z", "005Z");
    }

    @Test
    void aValueAmongOthersIsCutOutOfTheirArray() {
        // Given
        Payload second = new Payload.Json("[1,22,3]".getBytes(StandardCharsets.US_ASCII), 3, 2);
        // When, Then
        assertThat(shaped(second, null, Map.of()).toString()).endsWith(",\"data\":22}");
    }
}
