package io.tidings.core.publish;

import io.tidings.model.JsonText;
import io.tidings.model.Message;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/** A publication as the log keeps it: {@code event?}, {@code time}, {@code tags?}, then the data, in this order. */
final class Shape {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Shape() {}

    /** @param time of acceptance, in milliseconds since the epoch */
    static Message message(Publication publication, long time) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(256);
        ascii("{", json);
        if (publication.event() != null) ascii("\"event\":\"" + publication.event() + "\",", json);
        ascii("\"time\":\"" + RFC_3339.format(Instant.ofEpochMilli(time)) + "\",", json);
        if (!publication.tags().isEmpty()) tags(publication.tags(), json);
        data(publication.payload(), json);
        ascii("}", json);
        return new Message(json.toByteArray());
    }

    private static void tags(Map<String, String> tags, ByteArrayOutputStream json) {
        String separator = "\"tags\":{";
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            ascii(separator, json);
            JsonText.quote(tag.getKey(), json);
            ascii(":", json);
            JsonText.quote(tag.getValue(), json);
            separator = ",";
        }
        ascii("},", json);
    }

    private static void data(Payload payload, ByteArrayOutputStream json) {
        if (payload instanceof Payload.Json value) {
            ascii("\"data\":", json);
            json.writeBytes(value.text());
            return;
        }
        Payload.Bytes bytes = (Payload.Bytes) payload;
        ascii("\"datacontenttype\":", json);
        JsonText.quote(bytes.mediaType(), json);
        ascii(",\"data_base64\":\"" + Base64.getEncoder().encodeToString(bytes.bytes()) + "\"", json);
    }

    private static void ascii(String text, ByteArrayOutputStream json) {
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
