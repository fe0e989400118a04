package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner and the walk over values agree with another parser, on thousands of documents and damaged ones. */
class JsonAgreementTest {
    private static final int RUNS = 20_000;

    private final JsonScanner scanner = new JsonScanner(JsonScanner.DEFAULT_DEPTH);

    @Test
    void everyDocumentKeepsItsTokensByteForByte() {
        for (long seed = 0; seed < RUNS; seed++) {
            JsonDocuments.Document document = JsonDocuments.random(new Random(seed));
            assertThat(scanner.scan(document.spaced()).bytes())
                    .as("seed %d", seed)
                    .isEqualTo(document.compact());
        }
    }

    @Test
    void whatIsTakenAndWhatIsRefusedIsTheSameAndMeansTheSame() {
        int taken = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            // Given
            Random random = new Random(seed);
            byte[] json = Mutations.mutated(JsonDocuments.random(random).spaced(), random);
            // When
            byte[] ours = scanned(json);
            // Then
            List<String> theirs = Jackson.tokens(json);
            assertThat(ours == null ? null : Jackson.tokens(ours))
                    .as("seed %d: %s", seed, new String(json, UTF_8))
                    .isEqualTo(theirs);
            if (ours != null) taken++;
        }
        assertThat(taken).as("both outcomes occur often").isBetween(RUNS / 20, RUNS * 19 / 20);
    }

    @Test
    void whatIsKeptNeverHasALineBreakOrAnyOtherControlCharacter() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            byte[] ours = scanned(Mutations.mutated(JsonDocuments.random(random).spaced(), random));
            if (ours != null)
                for (byte b : ours)
                    assertThat(b < 0 || b >= ' ').as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aPartIsReadLikeTheWhole() {
        for (long seed = 0; seed < RUNS / 4; seed++) {
            Random random = new Random(seed);
            byte[] json = Mutations.mutated(JsonDocuments.random(random).spaced(), random);
            byte[] around = new byte[json.length + 7];
            Arrays.fill(around, (byte) "\"]}0 \\".charAt(random.nextInt(6)));
            System.arraycopy(json, 0, around, 3, json.length);
            assertThat(outcome(around, 3, json.length)).as("seed %d", seed).isEqualTo(outcome(json, 0, json.length));
        }
    }

    @Test
    void walkingAValueFindsWhatAnotherParserFinds() {
        for (long seed = 0; seed < RUNS; seed++) {
            byte[] json = JsonDocuments.random(new Random(seed)).spaced();
            assertSame(scanner.scan(json), Jackson.tree(json), seed);
        }
    }

    private static void assertSame(JsonValue ours, com.fasterxml.jackson.databind.JsonNode theirs, long seed) {
        if (ours.isObject()) {
            assertThat(ours.fields().keySet())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(theirs::fieldNames);
            ours.fields().forEach((name, value) -> assertSame(value, theirs.get(name), seed));
        } else if (ours.isArray()) {
            List<JsonValue> elements = ours.elements();
            assertThat(elements).as("seed %d", seed).hasSize(theirs.size());
            for (int i = 0; i < elements.size(); i++) assertSame(elements.get(i), theirs.get(i), seed);
        } else if (ours.isText()) assertThat(ours.text()).as("seed %d", seed).isEqualTo(theirs.textValue());
        else assertThat(Jackson.tree(ours.bytes())).as("seed %d", seed).isEqualTo(theirs);
    }

    /** Jackson decodes bytes in its own way: the reason why it does not stand between a publisher and the log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ef\u00bb\u00bf1",
                "\"\u00e0\u0080\u0080\"",
                "\"\u00c0\u0080\"",
                "\"\u00f4\u0090\u0080\u0080\"",
                "\u0000\"\u0000a\u0000\""
            })
    void jacksonAloneTakesByteOrderMarksOverlongFormsAndUtf16(String latin) {
        // Given
        byte[] json = latin.getBytes(ISO_8859_1);
        // Then
        assertThat(Jackson.takesBytes(json)).isTrue();
        assertThat(scanned(json)).isNull();
    }

    @Test
    void halfASurrogatePairEscapedInANameIsJsonThoughJacksonTakesNone() {
        // Given
        byte[] json = "{\"\\ud83d€\":1}".getBytes(UTF_8);
        // Then
        assertThat(Jackson.takesBytes(json)).isFalse();
        assertThat(scanned(json)).isEqualTo(json);
    }

    private byte @Nullable [] scanned(byte[] json) {
        try {
            return scanner.scan(json).bytes();
        } catch (Refusal refusal) {
            return null;
        }
    }

    private String outcome(byte[] json, int offset, int length) {
        try {
            return new String(scanner.scan(json, offset, length).bytes(), UTF_8);
        } catch (Refusal refusal) {
            return refusal.detail();
        }
    }
}
