package io.tidings.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/** One pass of a {@link JsonScanner} over one document. Confined to the call that made it. */
final class JsonScan {
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);
    private static final int END = -1;

    private final byte[] json;
    private final int start;
    private final int end;
    private final int allowedDepth;
    private final int envelope;
    private int at;
    private int depth;

    /** Where the bytes begin that are kept and not yet copied. */
    private int kept;

    private byte @Nullable [] copy;
    private int copied;

    JsonScan(byte[] json, int start, int end, int allowedDepth, int envelope) {
        this.json = json;
        this.start = start;
        this.allowedDepth = allowedDepth;
        this.envelope = envelope;
        int last = end;
        while (last > start && isSpace(json[last - 1])) last--;
        this.end = last;
        at = start;
        while (at < last && isSpace(json[at])) at++;
        kept = at;
    }

    JsonValue document() {
        value();
        space();
        if (at < end) throw expected("the end of the document");
        if (copy == null) return new JsonValue(json, kept, end);
        keepUpTo(end);
        return new JsonValue(copy, 0, copied);
    }

    private void value() {
        switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
    }

    private void object() {
        enter();
        if (!take('}')) {
            do {
                space();
                if (peek() != '"') throw expected("a field's name in double quotes");
                string();
                space();
                if (!take(':')) throw expected("a colon after a field's name");
                space();
                value();
                space();
            } while (take(','));
            if (!take('}')) throw expected("a comma or the object's closing brace");
        }
        depth--;
    }

    private void array() {
        enter();
        if (!take(']')) {
            do {
                space();
                value();
                space();
            } while (take(','));
            if (!take(']')) throw expected("a comma or the array's closing bracket");
        }
        depth--;
    }

    private void enter() {
        if (++depth > allowedDepth + envelope)
            throw wrong("arrays and objects are nested more than " + allowedDepth + " levels deep");
        at++;
        space();
    }

    private void string() {
        at++;
        plain();
        for (int c = peek(); c != '"'; c = peek()) {
            if (c == '\\') escape();
            else if (c >= 0x80) sequence();
            else if (c >= ' ') plain();
            else
                throw expected(
                        c == END ? "the string's closing quote" : "an escape for a control character in a string");
        }
        at++;
    }

    /** Passes over the most frequent bytes of a string: ASCII but quotes, backslashes and control characters. */
    private void plain() {
        int i = at;
        while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') i++;
        at = i;
    }

    private void escape() {
        at++;
        int c = peek();
        if (c == END || "\"\\/bfnrtu".indexOf(c) < 0) throw expected("one of \" \\ / b f n r t u after a backslash");
        at++;
        if (c == 'u')
            for (int i = 0; i < 4; i++, at++)
                if (!isHexadecimal(peek())) throw expected("four hexadecimal digits after \\u");
    }

    private void sequence() {
        int length = Utf8.sequence(json, at, end);
        if (length <= 0) throw expected("a well-formed UTF-8 sequence");
        at += length;
    }

    private void literal(byte[] word) {
        for (byte letter : word) {
            if (peek() != letter) throw expected("the word " + new String(word, US_ASCII));
            at++;
        }
    }

    private void number() {
        boolean negative = take('-');
        if (!isDigit(peek())) throw expected(negative ? "a digit after the minus" : "a value");
        if (!take('0')) digits("a digit");
        if (take('.')) digits("a digit after the decimal point");
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            digits("a digit in the exponent");
        }
    }

    private void digits(String meaning) {
        if (!isDigit(peek())) throw expected(meaning);
        while (isDigit(peek())) at++;
    }

    private void space() {
        if (at >= end || !isSpace(json[at])) return;
        keepUpTo(at);
        while (at < end && isSpace(json[at])) at++;
        kept = at;
    }

    private void keepUpTo(int to) {
        if (copy == null) copy = new byte[end - kept];
        System.arraycopy(json, kept, copy, copied, to - kept);
        copied += to - kept;
    }

    private int peek() {
        return at < end ? json[at] & 0xff : END;
    }

    private boolean take(char wanted) {
        if (peek() != wanted) return false;
        at++;
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexadecimal(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private Refusal expected(String wanted) {
        int c = peek();
        String found =
                c == END ? "the end" : c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "byte 0x" + Integer.toHexString(c);
        return wrong("expected " + wanted + ", found " + found);
    }

    private Refusal wrong(String why) {
        return new Refusal(Failure.MALFORMED, "the JSON is not valid at byte " + (at - start) + ": " + why);
    }
}
