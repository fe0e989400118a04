package io.tidings.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "shipped", "order.shipped", "A_1-b", "Open", "..."})
    void anEventHasASimpleName(String event) {
        assertThat(publication(event, Map.of(), null).event()).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a\n", "a:b", "\n"})
    void anEventOfAnyOtherNameIsRefused(String event) {
        assertThat(Refused.by(() -> publication(event, Map.of(), null)).detail())
                .contains(Quoted.of(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "error", "message", "welcome", "gap", "bye"})
    void theNamesThatStreamsUseThemselvesAreReserved(String event) {
        assertThat(Refused.by(() -> publication(event, Map.of(), null)).detail())
                .contains("reserved")
                .contains("bye, error, gap, message, open, welcome");
    }

    @Test
    void anEventHasAtMostSixtyFourCharacters() {
        assertThat(publication("x".repeat(64), Map.of(), null).event()).hasSize(64);
        assertThat(Refused.by(() -> publication("x".repeat(65), Map.of(), null)).failure())
                .isEqualTo(Failure.MALFORMED);
    }

    @Test
    void aPublicationHasAtMostSixteenTags() {
        assertThat(publication(null, tags(16), null).tags()).hasSize(16);
        assertThat(Refused.by(() -> publication(null, tags(17), null)).detail())
                .contains("17")
                .contains("16");
    }

    @Test
    void tagsAreShort() {
        assertThat(publication(null, Map.of("n".repeat(64), "v".repeat(256)), null)
                        .tags())
                .hasSize(1);
        assertThat(Refused.by(() -> publication(null, Map.of("", "v"), null)).detail())
                .contains("\"\"");
        assertThat(Refused.by(() -> publication(null, Map.of("n".repeat(65), "v"), null))
                        .detail())
                .contains("64");
        assertThat(Refused.by(() -> publication(null, Map.of("n", "v".repeat(257)), null))
                        .detail())
                .contains("256");
    }

    @Test
    void tagsKeepTheOrderInWhichTheyWereGivenSoThatEveryPodSeesTheSameRequest() {
        assertThat(publication(null, tags(16), null).tags().keySet()).containsExactlyElementsOf(tags(16).keySet());
    }

    @Test
    void tagsNeverChange() {
        // Given
        Map<String, String> tags = tags(1);
        Publication publication = publication(null, tags, null);
        // When
        tags.put("later", "x");
        // Then
        assertThat(publication.tags()).hasSize(1);
        assertThatThrownBy(() -> publication.tags().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anIdempotencyKeyHasOneToTwoHundredAndFiftyFiveBytes() {
        assertThat(publication(null, Map.of(), "k".repeat(255)).key()).hasSize(255);
        assertThat(publication(null, Map.of(), "é".repeat(127)).key()).hasSize(127);
        assertThat(Refused.by(() -> publication(null, Map.of(), "")).detail()).contains("0 bytes");
        assertThat(Refused.by(() -> publication(null, Map.of(), "é".repeat(128)))
                        .detail())
                .contains("256 bytes");
    }

    private static Publication publication(@Nullable String event, Map<String, String> tags, @Nullable String key) {
        return new Publication(new Channel("orders"), new Payload.Json("1".getBytes(US_ASCII)), event, tags, key);
    }

    private static Map<String, String> tags(int count) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = count; i > 0; i--) tags.put("tag" + i, "value");
        return tags;
    }
}
