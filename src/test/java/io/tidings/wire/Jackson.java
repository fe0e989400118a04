package io.tidings.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another opinion on what is JSON: the platform's strict UTF-8 decoder, then Jackson on the characters. */
final class Jackson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Jackson() {}

    /** The tokens of the one value that the bytes are; null when they are not one value in JSON and UTF-8. */
    static @Nullable List<String> tokens(byte[] json) {
        try {
            return tokens(FACTORY.createParser(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString()));
        } catch (CharacterCodingException notUtf8) {
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Whether Jackson takes these bytes when it decodes them itself. */
    static boolean takesBytes(byte[] json) {
        try {
            return tokens(FACTORY.createParser(json)) != null;
        } catch (IOException notJson) {
            return false;
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(new String(json, UTF_8));
        } catch (IOException notJson) {
            throw new AssertionError(new String(json, UTF_8), notJson);
        }
    }

    private static @Nullable List<String> tokens(JsonParser parser) throws IOException {
        List<String> tokens = new ArrayList<>();
        int depth = 0;
        int values = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (depth == 0) values++;
            if (token.isStructStart()) depth++;
            if (token.isStructEnd()) depth--;
            tokens.add(token + " " + parser.getText());
        }
        return values == 1 ? tokens : null;
    }
}
