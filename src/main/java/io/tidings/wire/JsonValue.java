package io.tidings.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.model.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that a {@link JsonScanner} has checked, as its own bytes without white space between tokens. Immutable as
 * long as nobody changes the array that was scanned.
 */
public final class JsonValue {
    private final byte[] array;
    private final int from;
    private final int to;

    /** Valid JSON without white space between its tokens: nothing here checks it again. */
    JsonValue(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** The value in UTF-8: the scanned array itself when the value fills it, else a copy of exactly its bytes. */
    public byte[] bytes() {
        return from == 0 && to == array.length ? array : Arrays.copyOfRange(array, from, to);
    }

    /** The value as the data of a message, where it lies. */
    public Payload.Json payload() {
        return new Payload.Json(array, from, to - from);
    }

    boolean isObject() {
        return array[from] == '{';
    }

    boolean isArray() {
        return array[from] == '[';
    }

    boolean isText() {
        return array[from] == '"';
    }

    boolean isNull() {
        return array[from] == 'n';
    }

    /** What a string says, its escapes resolved. */
    String text() {
        String raw = new String(array, from + 1, to - from - 2, UTF_8);
        int backslash = raw.indexOf('\\');
        return backslash < 0 ? raw : unescaped(raw, backslash);
    }

    /** The elements of an array. */
    List<JsonValue> elements() {
        List<JsonValue> elements = new ArrayList<>();
        for (int at = from + 1; at < to - 1; at++) {
            int end = endOfValue(at);
            elements.add(new JsonValue(array, at, end));
            at = end;
        }
        return elements;
    }

    /** The fields of an object; of several with one name the last counts, as in JavaScript. */
    Map<String, JsonValue> fields() {
        JsonCuts cuts = cuts();
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < cuts.size(); i++)
            fields.put(new JsonValue(array, cuts.name(i), cuts.colon(i)).text(), field(cuts, i));
        return fields;
    }

    /** Where the fields of an object are. */
    JsonCuts cuts() {
        JsonCuts cuts = new JsonCuts();
        for (int at = from + 1; at < to - 1; at++) {
            int colon = endOfString(at);
            int end = endOfValue(colon + 1);
            cuts.add(at, colon, end);
            at = end;
        }
        return cuts;
    }

    /** The value of one field of this object. */
    JsonValue field(JsonCuts cuts, int index) {
        return new JsonValue(array, cuts.colon(index) + 1, cuts.end(index));
    }

    /** The last field of this object that has the name, an ASCII one; negative when there is none. */
    int indexOf(String name, JsonCuts cuts) {
        for (int i = cuts.size() - 1; i >= 0; i--) if (isName(name, cuts.name(i), cuts.colon(i))) return i;
        return -1;
    }

    /** Whether the string between these quotes says the name; a string is at least as long in JSON as what it says. */
    private boolean isName(String name, int quote, int colon) {
        int length = colon - quote - 2;
        if (length < name.length()) return false;
        if (length > name.length())
            return isEscaped(quote, colon)
                    && new JsonValue(array, quote, colon).text().equals(name);
        for (int i = 0; i < length; i++) if (array[quote + 1 + i] != name.charAt(i)) return false;
        return true;
    }

    private boolean isEscaped(int quote, int colon) {
        for (int i = quote; i < colon; i++) if (array[i] == '\\') return true;
        return false;
    }

    private int endOfValue(int start) {
        int depth = 0;
        int at = start;
        while (at < to) {
            byte c = array[at];
            boolean closes = c == '}' || c == ']';
            if (depth == 0 && (closes || c == ',')) return at;
            if (closes) depth--;
            else if (c == '{' || c == '[') depth++;
            at = c == '"' ? endOfString(at) : at + 1;
        }
        return at;
    }

    private int endOfString(int quote) {
        int at = quote + 1;
        while (array[at] != '"') at += array[at] == '\\' ? 2 : 1;
        return at + 1;
    }

    private static String unescaped(String raw, int firstBackslash) {
        StringBuilder text = new StringBuilder(raw.length()).append(raw, 0, firstBackslash);
        for (int i = firstBackslash; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\') {
                c = raw.charAt(++i);
                if (c == 'u') {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                } else text.append(control(c));
            } else text.append(c);
        }
        return text.toString();
    }

    private static char control(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
