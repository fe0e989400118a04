package io.tidings.client;

import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an event stream line by line, as the HTML standard describes it. */
public final class EventParser {
    private final Consumer<SseEvent> onEvent;
    private String id = "";
    private String event = "";
    private @Nullable StringJoiner data;
    private volatile long retry = -1;
    private volatile int comments;

    public EventParser(Consumer<SseEvent> onEvent) {
        this.onEvent = onEvent;
    }

    public void line(String line) {
        if (line.isEmpty()) dispatch();
        else if (line.startsWith(":")) comments++;
        else field(line);
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) value = value.substring(1);
        switch (name) {
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> data = (data == null ? new StringJoiner("\n") : data).add(value);
            case "retry" -> retry = Long.parseLong(value);
            default -> {}
        }
    }

    private void dispatch() {
        if (data != null) onEvent.accept(new SseEvent(id, event.isEmpty() ? "message" : event, data.toString()));
        event = "";
        data = null;
    }

    /** When the service wants the client back, in milliseconds; -1 before it has said so. */
    long retry() {
        return retry;
    }

    int comments() {
        return comments;
    }
}
