package io.tidings.wire;

import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that a client sent. A field that is {@code null} counts as absent, except where any JSON value is
 * taken. Every method refuses with {@code MALFORMED}, naming the field and what it must be.
 */
final class JsonObject {
    private final JsonValue object;
    private final JsonCuts cuts;

    private JsonObject(JsonValue object) {
        this.object = object;
        this.cuts = object.cuts();
    }

    /** @param what names the value where it is not an object: "a command" */
    static JsonObject of(JsonValue value, String what) {
        if (!value.isObject()) throw malformed(what + " must be a JSON object");
        return new JsonObject(value);
    }

    /** Whether the field is there, be it {@code null}. */
    boolean has(String name) {
        return object.indexOf(name, cuts) >= 0;
    }

    /** Any JSON value, {@code null} too; null for a field that is not there. */
    @Nullable
    JsonValue any(String name) {
        int index = object.indexOf(name, cuts);
        return index < 0 ? null : object.field(cuts, index);
    }

    @Nullable
    String text(String name) {
        JsonValue value = present(name);
        if (value == null) return null;
        if (!value.isText()) throw malformed("the field " + Quoted.of(name) + " must be a string");
        return value.text();
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) throw malformed("the field " + Quoted.of(name) + ", a string, is missing");
        return text;
    }

    /** The elements of an array; null for none given. */
    @Nullable
    List<JsonValue> array(String name) {
        JsonValue value = present(name);
        if (value == null) return null;
        if (!value.isArray()) throw malformed("the field " + Quoted.of(name) + " must be an array");
        return value.elements();
    }

    /** The elements of an array that is there and not empty. */
    List<JsonValue> requiredArray(String name) {
        List<JsonValue> elements = array(name);
        if (elements == null) throw malformed("the field " + Quoted.of(name) + ", an array, is missing");
        if (elements.isEmpty())
            throw malformed("the array " + Quoted.of(name) + " is empty; it must name at least one channel");
        return elements;
    }

    /** An object whose values are all strings, in the order in which they were sent; empty for none given. */
    Map<String, String> texts(String name) {
        JsonValue value = present(name);
        if (value == null) return Map.of();
        if (!value.isObject()) throw malformed("the field " + Quoted.of(name) + " must be an object of strings");
        Map<String, String> texts = new LinkedHashMap<>();
        value.fields().forEach((key, each) -> {
            if (!each.isText())
                throw malformed("in " + Quoted.of(name) + " the value of " + Quoted.of(key) + " must be a string");
            texts.put(key, each.text());
        });
        return texts;
    }

    private @Nullable JsonValue present(String name) {
        JsonValue value = any(name);
        return value == null || value.isNull() ? null : value;
    }

    static Refusal malformed(String detail) {
        return new Refusal(Failure.MALFORMED, detail);
    }
}
