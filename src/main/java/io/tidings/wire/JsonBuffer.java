package io.tidings.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object in the making. Names of fields are our own, ASCII and without escapes; a field of null is left out. */
final class JsonBuffer {
    private final ByteArrayOutputStream out;
    private boolean first = true;

    private JsonBuffer(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** An object with the fields that are added to it. */
    static byte[] object(Consumer<JsonBuffer> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(160);
        object(out, fields);
        return out.toByteArray();
    }

    private static void object(ByteArrayOutputStream out, Consumer<JsonBuffer> fields) {
        out.write('{');
        fields.accept(new JsonBuffer(out));
        out.write('}');
    }

    JsonBuffer text(String name, @Nullable String value) {
        if (value == null) return this;
        JsonText.quote(value, named(name));
        return this;
    }

    JsonBuffer number(String name, @Nullable Long value) {
        return value == null ? this : bare(name, Long.toString(value));
    }

    JsonBuffer bool(String name, boolean value) {
        return bare(name, Boolean.toString(value));
    }

    JsonBuffer nested(String name, Consumer<JsonBuffer> fields) {
        object(named(name), fields);
        return this;
    }

    /** An array of values that are JSON already. */
    JsonBuffer array(String name, List<byte[]> elements) {
        named(name);
        array(elements, out);
        return this;
    }

    /** An array of values that are JSON already. */
    static void array(List<byte[]> elements, ByteArrayOutputStream out) {
        out.write('[');
        for (Iterator<byte[]> each = elements.iterator(); each.hasNext(); ) {
            out.writeBytes(each.next());
            if (each.hasNext()) out.write(',');
        }
        out.write(']');
    }

    private JsonBuffer bare(String name, String value) {
        named(name).writeBytes(value.getBytes(US_ASCII));
        return this;
    }

    private ByteArrayOutputStream named(String name) {
        if (!first) out.write(',');
        first = false;
        out.write('"');
        out.writeBytes(name.getBytes(US_ASCII));
        out.write('"');
        out.write(':');
        return out;
    }
}
