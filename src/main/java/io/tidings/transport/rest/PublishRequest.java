package io.tidings.transport.rest;

import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.wire.JsonScanner;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One publication as HTTP says it: the body is the data, query and headers say the rest.
 *
 * @param tags each {@code name:value}
 */
record PublishRequest(String channel, @Nullable String event, List<String> tags, HttpHeaders headers, byte[] body) {
    private static final String BYTES = "application/octet-stream";

    /** @throws Refusal {@code MALFORMED}, or {@code UNSUPPORTED_MEDIA_TYPE} for a CloudEvent */
    Publication publication(JsonScanner scanner) {
        return new Publication(Channel.parse(channel), payload(scanner), event, tagsByName(), key());
    }

    private Payload payload(JsonScanner scanner) {
        String mediaType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        String kind = kind(mediaType);
        checkNoCloudEvent(kind);
        checkNotEncoded();
        if (kind.equals(Answers.JSON)) return scanner.scan(body).payload();
        return new Payload.Bytes(body, mediaType == null ? BYTES : mediaType);
    }

    /** The media type without its parameters. */
    static String kind(@Nullable String mediaType) {
        if (mediaType == null) return BYTES;
        int semicolon = mediaType.indexOf(';');
        String bare = semicolon < 0 ? mediaType : mediaType.substring(0, semicolon);
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    private void checkNotEncoded() {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity"))
            throw new Refusal(
                    Failure.UNSUPPORTED_MEDIA_TYPE,
                    "the content encoding " + Quoted.of(encoding) + " is not taken; send the body as it is");
    }

    private void checkNoCloudEvent(String kind) {
        boolean structured = kind.startsWith("application/cloudevents");
        boolean binary = headers.getRequestHeaders().keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("ce-"));
        if (structured || binary)
            throw new Refusal(
                    Failure.UNSUPPORTED_MEDIA_TYPE,
                    "CloudEvents are not taken; send the event's data, as application/json or any other media type");
    }

    private Map<String, String> tagsByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String tag : tags) {
            int colon = tag.indexOf(':');
            if (colon < 1)
                throw new Refusal(
                        Failure.MALFORMED, "the tag " + Quoted.of(tag) + " is not name:value, such as region:eu");
            String name = tag.substring(0, colon);
            if (byName.put(name, tag.substring(colon + 1)) != null)
                throw new Refusal(Failure.MALFORMED, "the tag " + Quoted.of(name) + " is given twice; give it once");
        }
        return byName;
    }

    private @Nullable String key() {
        String key = headers.getHeaderString("Idempotency-Key");
        boolean quoted = key != null && key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1).replaceAll("\\\\([\"\\\\])", "$1") : key;
    }
}
