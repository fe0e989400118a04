package io.tidings.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message or a gap, as it came.
 *
 * @param nanos when, as {@code System.nanoTime}
 */
public record Received(JsonNode json, long nanos) {
    /** One that comes now. */
    public Received(JsonNode json) {
        this(json, System.nanoTime());
    }

    public String type() {
        return json.path("type").asText();
    }

    public String channel() {
        return json.path("channel").asText();
    }

    /** Where the channel stands after it. */
    public String id() {
        return json.path("id").asText();
    }

    /** The data as text: a string's content, else its JSON. */
    public String data() {
        JsonNode data = json.path("data");
        return data.isTextual() ? data.asText() : data.toString();
    }

    /** A message's data, or {@code gap:} and the reason. */
    @Override
    public String toString() {
        return type().equals("gap") ? "gap:" + json.path("reason").asText() : data();
    }
}
