package io.tidings.model;

import java.io.ByteArrayOutputStream;

/**
 * Writes a Java string as a JSON string in UTF-8 (RFC 8259, section 7). Quotes, backslashes and control characters are
 * escaped; a surrogate without its other half, which UTF-8 cannot say, becomes an escape such as {@code \ud83d}.
 */
public final class JsonText {
    private static final String SHORT_ESCAPED = "\"\\\b\f\n\r\t";
    private static final String SHORT_ESCAPES = "\"\\bfnrt";
    private static final String HEXADECIMAL = "0123456789abcdef";

    private JsonText() {}

    /** Appends the text, quoted. */
    public static void quote(String text, ByteArrayOutputStream out) {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) ascii(c, out);
            else if (!Character.isSurrogate(c)) sequence(c, out);
            else if (isPair(text, i)) sequence(Character.toCodePoint(c, text.charAt(++i)), out);
            else unicodeEscape(c, out);
        }
        out.write('"');
    }

    /** The text, quoted. */
    public static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 2);
        quote(text, out);
        return out.toByteArray();
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static void ascii(char c, ByteArrayOutputStream out) {
        int known = c >= ' ' && c != '"' && c != '\\' ? -1 : SHORT_ESCAPED.indexOf(c);
        if (known >= 0) {
            out.write('\\');
            out.write(SHORT_ESCAPES.charAt(known));
        } else if (c >= ' ') out.write(c);
        else unicodeEscape(c, out);
    }

    private static void sequence(int codePoint, ByteArrayOutputStream out) {
        if (codePoint < 0x800) out.write(0xc0 | codePoint >> 6);
        else {
            if (codePoint < 0x10000) out.write(0xe0 | codePoint >> 12);
            else {
                out.write(0xf0 | codePoint >> 18);
                out.write(0x80 | (codePoint >> 12 & 0x3f));
            }
            out.write(0x80 | (codePoint >> 6 & 0x3f));
        }
        out.write(0x80 | (codePoint & 0x3f));
    }

    private static void unicodeEscape(char c, ByteArrayOutputStream out) {
        out.write('\\');
        out.write('u');
        for (int shift = 12; shift >= 0; shift -= 4) out.write(HEXADECIMAL.charAt(c >> shift & 15));
    }
}
