package io.tidings.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Random JSON documents, each with and without white space between its tokens. */
final class JsonDocuments {
    private static final List<String> SPACES = List.of(" ", "\n", "\r\n", "\t", "  \t \n");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1.0",
            "-0.0",
            "1e5",
            "1E+05",
            "12345678901234567890123456789",
            "0.10",
            "-1.5e-300",
            "1e999",
            "7");
    private static final List<String> PIECES = List.of(
            "a",
            " ",
            "é",
            "€",
            "😀",
            "\u2028",
            "\u007f",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0000",
            "\\uD83D\\uDE00",
            "\\ud83d",
            "{",
            "]",
            ",",
            ":",
            "'",
            "\\u00e9");

    private final Random random;
    private final StringBuilder spaced = new StringBuilder();
    private final StringBuilder compact = new StringBuilder();

    private JsonDocuments(Random random) {
        this.random = random;
    }

    /** What a client might send, and the same tokens without white space. */
    record Document(byte[] spaced, byte[] compact) {}

    static Document random(Random random) {
        JsonDocuments document = new JsonDocuments(random);
        document.space();
        document.value(random.nextInt(5));
        document.space();
        return new Document(
                document.spaced.toString().getBytes(UTF_8),
                document.compact.toString().getBytes(UTF_8));
    }

    private void value(int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        if (kind == 0) token(pick(NUMBERS));
        else if (kind == 1) token(string());
        else if (kind == 2) token(pick(List.of("true", "false", "null")));
        else if (kind == 3) array(depth - 1);
        else object(depth - 1);
    }

    private void array(int depth) {
        token("[");
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
            if (i > 0) token(",");
            value(depth);
        }
        token("]");
    }

    private void object(int depth) {
        token("{");
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
            if (i > 0) token(",");
            token(string());
            token(":");
            value(depth);
        }
        token("}");
    }

    private String string() {
        StringBuilder string = new StringBuilder("\"");
        for (int i = random.nextInt(5); i > 0; i--) string.append(pick(PIECES));
        return string.append('"').toString();
    }

    private void token(String text) {
        compact.append(text);
        spaced.append(text);
        space();
    }

    private void space() {
        if (random.nextInt(4) == 0) spaced.append(pick(SPACES));
    }

    private String pick(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
