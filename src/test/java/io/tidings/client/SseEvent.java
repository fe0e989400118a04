package io.tidings.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a stream, as the HTML standard dispatches it.
 *
 * @param id the last that any event carried; empty before
 * @param event {@code message} for one without a name
 */
public record SseEvent(String id, String event, String data) {
    public JsonNode json() {
        return Subscriber.parse(data);
    }
}
