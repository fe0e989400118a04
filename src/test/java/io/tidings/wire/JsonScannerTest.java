package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.model.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private final JsonScanner scanner = new JsonScanner(JsonScanner.DEFAULT_DEPTH);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "1.0",
                "1E+05",
                "12345678901234567890123456789",
                "true",
                "false",
                "null",
                "{\"a\":[1,{\"b\":null}],\"a\":2}",
                "\"\u2028\u2029\u007f\"",
                "\"\\ud83d\\ude00 \\ud83d \\/\"",
                "\"é€😀\"",
                "[[],[[]]]"
            })
    void everyTokenStaysAsItWasSent(String json) {
        assertThat(compact(json)).isEqualTo(json);
    }

    @Test
    void whiteSpaceBetweenTokensGoesAndInsideStringsStays() {
        assertThat(compact(" \r\n\t{ \"a b\" :\t[ 1 , \" \\t \" ]\n, \"c\":{ } } "))
                .isEqualTo("{\"a b\":[1,\" \\t \"],\"c\":{}}");
        assertThat(compact("  7\n")).isEqualTo("7");
    }

    @Test
    void aDocumentThatIsCompactAlreadyIsNotCopied() {
        // Given
        byte[] json = "{\"a\":[1,2]}".getBytes(UTF_8);
        // When
        JsonValue value = scanner.scan(json);
        // Then
        assertThat(value.bytes()).isSameAs(json);
    }

    @Test
    void aPartOfAnArrayIsScannedAlone() {
        // Given
        byte[] json = "xx{\"a\": 1}yy".getBytes(UTF_8);
        // Then
        assertThat(scanner.scan(json, 2, 8).bytes()).asString(UTF_8).isEqualTo("{\"a\":1}");
        assertThat(scanner.scan(json, 8, 1).bytes()).asString(UTF_8).isEqualTo("1");
        assertThat(Refused.by(() -> scanner.scan(json, 2, 9)).detail())
                .contains("at byte 8")
                .contains("'y'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``|0|a value|the end",
                "` `|0|a value|the end",
                "{|1|a field's name|the end",
                "{1:2}|1|a field's name|'1'",
                "{\"a\" 1}|5|a colon|'1'",
                "{\"a\":}|5|a value|'}'",
                "{\"a\":1,}|7|a field's name|'}'",
                "{\"a\":1 \"b\"}|7|a comma or the object's closing brace|'\"'",
                "[1,]|3|a value|']'",
                "[1|2|a comma or the array's closing bracket|the end",
                "[1}|2|a comma or the array's closing bracket|'}'",
                "]|0|a value|']'",
                "01|1|the end of the document|'1'",
                "1 2|2|the end of the document|'2'",
                "-|1|a digit after the minus|the end",
                "+1|0|a value|'+'",
                ".5|0|a value|'.'",
                "1.|2|a digit after the decimal point|the end",
                "1.e5|2|a digit after the decimal point|'e'",
                "1e|2|a digit in the exponent|the end",
                "1e+-5|3|a digit in the exponent|'-'",
                "0x10|1|the end of the document|'x'",
                "NaN|0|a value|'N'",
                "nul|3|the word null|the end",
                "True|0|a value|'T'",
                "trUe|2|the word true|'U'",
                "\"a|2|the string's closing quote|the end",
                "\"\\|2|one of|the end",
                "\"\\x\"|2|one of|'x'",
                "\"\\u12g4\"|5|four hexadecimal digits|'g'",
                "\"\\u12|5|four hexadecimal digits|the end",
                "`\"\n\"`|1|an escape for a control character|byte 0xa",
                "`\"\u0000\"`|1|an escape for a control character|byte 0x0",
                "`[\u000b]`|1|a value|byte 0xb",
                "'a'|0|a value|'''",
                "/**/1|0|a value|'/'"
            })
    void aFaultIsToldWithItsPlaceAndWhatWouldBeRight(String json, int at, String expected, String found) {
        // When
        Refusal refusal = Refused.by(() -> scanner.scan(json.getBytes(UTF_8)));
        // Then
        assertThat(refusal.failure()).isEqualTo(Failure.MALFORMED);
        assertThat(refusal.detail())
                .startsWith("the JSON is not valid at byte " + at + ": ")
                .contains("expected " + expected)
                .endsWith("found " + found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00e0\u009f\u00bf",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u0080",
                "\u00c3",
                "\u00e2\u0082",
                "\u00f0\u009f\u0098",
                "\u00c3x",
                "\u00e2\u0082x"
            })
    void illFormedUtf8IsRefusedInsideAndOutsideStrings(String latin) {
        assertThat(Refused.by(() -> scanner.scan(("\"" + latin + "\"").getBytes(ISO_8859_1)))
                        .detail())
                .contains("at byte 1")
                .contains("UTF-8");
        assertThat(Refused.by(() -> scanner.scan(latin.getBytes(ISO_8859_1))).detail())
                .contains("at byte 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff})
    void theFirstAndLastCharacterOfEveryLengthIsTaken(int codePoint) {
        String json = '"' + Character.toString(codePoint) + '"';
        assertThat(compact(json)).isEqualTo(json);
    }

    @Test
    void everyShortByteSequenceIsUtf8IfAndOnlyIfThePlatformSaysSo() {
        for (int lead = 0x80; lead < 0x100; lead++)
            for (int second = 0; second < 0x100; second++)
                for (int rest : new int[] {0, 0x7f, 0x80, 0xbf, 0xc0, 0xff}) {
                    byte[] json = {'"', (byte) lead, (byte) second, (byte) rest, (byte) 0x80, '"'};
                    assertThat(isTaken(json))
                            .as("%x %x %x", lead, second, rest)
                            .isEqualTo(Jackson.tokens(json) != null);
                }
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertThat(Refused.by(() -> scanner.scan("\ufeff{}".getBytes(UTF_8))).detail())
                .contains("byte 0xef");
    }

    @Test
    void depthIsBounded() {
        assertThat(compact("[".repeat(64) + "]".repeat(64))).hasSize(128);
        assertThat(compact("[" + "[],{},".repeat(500) + "0]")).hasSize(3003);
        assertThat(Refused.by(() -> compact("{\"a\":".repeat(65))).detail())
                .contains("at byte 320")
                .contains("64 levels");
        assertThat(Refused.by(() -> new JsonScanner(1).scan("[[]]".getBytes(UTF_8)))
                        .detail())
                .contains("1 levels");
        assertThat(new JsonScanner(JsonScanner.MAX_DEPTH)
                        .scan(("[".repeat(1000) + "]".repeat(1000)).getBytes(UTF_8))
                        .bytes())
                .hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001, -1})
    void aDepthOutOfRangeIsABug(int depth) {
        assertThatThrownBy(() -> new JsonScanner(depth)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean isTaken(byte[] json) {
        try {
            return scanner.scan(json).isText();
        } catch (Refusal refusal) {
            return false;
        }
    }

    private String compact(String json) {
        return new String(scanner.scan(json.getBytes(UTF_8)).bytes(), UTF_8);
    }
}
