package io.tidings.core.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.JsonText;
import io.tidings.model.Message;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;

/** A publication as the log keeps it: {@code event?}, {@code time}, {@code tags?}, then the data, in this order. */
final class Shape {
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = "\"data\":".getBytes(US_ASCII);

    private Shape() {}

    /** @param time of acceptance, in milliseconds since the epoch */
    static Message message(Publication publication, long time) {
        byte[] event = event(publication);
        byte[] stamp = Stamp.of(time).field();
        byte[] tags = publication.tags().isEmpty() ? NOTHING : tags(publication.tags());
        if (publication.payload() instanceof Payload.Json json)
            return message(event, stamp, tags, DATA, json.array(), json.from(), json.length());
        byte[] fields = fields((Payload.Bytes) publication.payload());
        return message(event, stamp, tags, NOTHING, fields, 0, fields.length);
    }

    /** One array of exactly the size, one copy of the data. */
    private static Message message(
            byte[] event, byte[] stamp, byte[] tags, byte[] name, byte[] data, int from, int length) {
        byte[] json = new byte[event.length + stamp.length + tags.length + name.length + length + 2];
        json[0] = '{';
        int at = write(event, json, 1);
        at = write(stamp, json, at);
        at = write(tags, json, at);
        at = write(name, json, at);
        System.arraycopy(data, from, json, at, length);
        json[at + length] = '}';
        return new Message(json);
    }

    private static int write(byte[] part, byte[] json, int at) {
        System.arraycopy(part, 0, json, at, part.length);
        return at + part.length;
    }

    private static byte[] event(Publication publication) {
        return publication.event() == null
                ? NOTHING
                : ("\"event\":\"" + publication.event() + "\",").getBytes(US_ASCII);
    }

    private static byte[] tags(Map<String, String> tags) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        String separator = "\"tags\":{";
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            ascii(separator, json);
            JsonText.quote(tag.getKey(), json);
            ascii(":", json);
            JsonText.quote(tag.getValue(), json);
            separator = ",";
        }
        ascii("},", json);
        return json.toByteArray();
    }

    private static byte[] fields(Payload.Bytes bytes) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(2 * bytes.bytes().length + 64);
        ascii("\"datacontenttype\":", json);
        JsonText.quote(bytes.mediaType(), json);
        ascii(",\"data_base64\":\"", json);
        json.writeBytes(Base64.getEncoder().encode(bytes.bytes()));
        ascii("\"", json);
        return json.toByteArray();
    }

    private static void ascii(String text, ByteArrayOutputStream json) {
        json.writeBytes(text.getBytes(US_ASCII));
    }
}
