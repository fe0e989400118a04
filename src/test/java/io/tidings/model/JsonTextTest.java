package io.tidings.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, \"\"",
                "plain /, \"plain /\"",
                "a\"b\\c, \"a\\\"b\\\\c\"",
                "`\b\f\n\r\t`, \"\\b\\f\\n\\r\\t\"",
                "`\u0000\u001f\u007f`, \"\\u0000\\u001f\u007f\"",
                "é€😀\u2028, \"é€😀\u2028\""
            })
    void aStringIsQuotedAndEscapedNoMoreThanItMustBe(String text, String json) {
        assertThat(new String(JsonText.quoted(text), UTF_8)).isEqualTo(json);
    }

    @Test
    void halfASurrogatePairBecomesAnEscape() {
        assertThat(new String(JsonText.quoted("a\ud83d"), UTF_8)).isEqualTo("\"a\\ud83d\"");
        assertThat(new String(JsonText.quoted("\ude00\ud83d\ude00\ud83d\ud83d"), UTF_8))
                .isEqualTo("\"\\ude00😀\\ud83d\\ud83d\"");
    }

    @Test
    void everyStringIsReadBackByAnotherParser() throws Exception {
        ObjectMapper jackson = new ObjectMapper();
        for (long seed = 0; seed < 10_000; seed++) {
            // Given
            String text = randomText(new Random(seed));
            // When
            byte[] json = JsonText.quoted(text);
            // Then
            assertThat(jackson.readValue(json, String.class))
                    .as("seed %d", seed)
                    .isEqualTo(text);
            assertThat(new String(json, UTF_8).getBytes(UTF_8))
                    .as("seed %d is UTF-8", seed)
                    .isEqualTo(json);
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int bound = new int[] {0x20, 0x80, 0x800, 0x10000}[random.nextInt(4)];
            if (random.nextInt(5) == 0) text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            else text.append((char) random.nextInt(bound));
        }
        return text.toString();
    }
}
