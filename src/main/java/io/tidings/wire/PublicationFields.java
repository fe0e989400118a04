package io.tidings.wire;

import io.tidings.model.Channel;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import io.tidings.model.Quoted;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says beside the channel, the same on a WebSocket and in a batch: {@code data}, or {@code data_base64}
 * and {@code datacontenttype}, with {@code event}, {@code tags} and {@code key}.
 */
final class PublicationFields {
    private static final String DEFAULT_MEDIA_TYPE = "application/octet-stream";
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,127}";
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "([ \\t]*;[\\x20-\\x7e]{0,255})?");

    private PublicationFields() {}

    static Publication publication(JsonObject object, Channel channel, Payload payload) {
        return new Publication(channel, payload, object.text("event"), object.texts("tags"), object.text("key"));
    }

    static Payload payload(JsonObject object) {
        JsonValue data = object.any("data");
        String encoded = object.text("data_base64");
        if (data != null && encoded != null)
            throw JsonObject.malformed("\"data\" and \"data_base64\" are both given; a message has one of them");
        if (encoded != null) return bytes(encoded, object.text("datacontenttype"));
        if (data == null) throw JsonObject.malformed("the field \"data\", any JSON value, is missing");
        return data.payload();
    }

    private static Payload bytes(String encoded, @Nullable String mediaType) {
        if (mediaType != null && !MEDIA_TYPE.matcher(mediaType).matches())
            throw JsonObject.malformed(
                    "\"datacontenttype\" is " + Quoted.of(mediaType) + ", which is no media type such as image/png");
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return new Payload.Bytes(decoded, mediaType == null ? DEFAULT_MEDIA_TYPE : mediaType);
        } catch (IllegalArgumentException notBase64) {
            throw JsonObject.malformed("\"data_base64\" is not base64 in the alphabet A-Z a-z 0-9 + /");
        }
    }
}
