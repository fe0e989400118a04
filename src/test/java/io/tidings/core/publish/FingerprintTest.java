package io.tidings.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Append;
import io.tidings.model.Channel;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Payload ONE = json("1");

    private static Payload json(String text) {
        return new Payload.Json(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Payload bytes(String text, String mediaType) {
        return new Payload.Bytes(text.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    private static Append.Idempotency of(
            String subject, String key, Payload payload, @Nullable String event, Map<String, String> tags) {
        Publication publication = new Publication(new Channel("orders.42"), payload, event, tags, key);
        return Objects.requireNonNull(Fingerprint.idempotency(subject, publication));
    }

    private static String request(Payload payload, @Nullable String event, Map<String, String> tags) {
        return of("alice", "key", payload, event, tags).fingerprint();
    }

    @Test
    void aPublicationWithoutAKeyIsNeverKnown() {
        assertThat(Fingerprint.idempotency("alice", new Publication(new Channel("a"), ONE, null, Map.of(), null)))
                .isNull();
    }

    @Test
    void theSlotIsOfTheSubjectAndTheKeyAlone() {
        // Given
        String slot = of("alice", "key", ONE, null, Map.of()).slot();
        // When, Then
        assertThat(of("alice", "key", json("2"), "other", Map.of("a", "b")).slot())
                .isEqualTo(slot);
        assertThat(of("bob", "key", ONE, null, Map.of()).slot()).isNotEqualTo(slot);
        assertThat(of("alice", "yek", ONE, null, Map.of()).slot()).isNotEqualTo(slot);
        assertThat(of("alicek", "ey", ONE, null, Map.of()).slot()).isNotEqualTo(slot);
        assertThat(slot).matches("[A-Za-z0-9_-]{24}");
    }

    @Test
    void theSameRequestHasTheSameFingerprintInWhateverOrderItsTagsCame() {
        // Given
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");
        // When, Then
        assertThat(request(ONE, "e", one)).isEqualTo(request(json("1"), "e", other));
    }

    @Test
    void requestsThatDifferHaveDifferentFingerprints() {
        // When
        List<String> all = Stream.of(
                        request(ONE, null, Map.of()),
                        request(ONE, "null", Map.of()),
                        request(ONE, "e", Map.of()),
                        request(json("2"), "e", Map.of()),
                        request(ONE, "e", Map.of("json", "1")),
                        request(ONE, "e", Map.of("a", "bc")),
                        request(ONE, "e", Map.of("ab", "c")),
                        request(ONE, "e", Map.of("a", "b", "c", "d")),
                        request(bytes("1", "text/plain"), "e", Map.of()),
                        request(bytes("1", "text/html"), "e", Map.of()),
                        request(bytes("1", "json"), "e", Map.of()))
                .toList();
        // Then
        assertThat(all).doesNotHaveDuplicates();
    }
}
