package io.tidings.bench.piece;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages as they are on their way. */
final class Samples {
    static final Channel CHANNEL = new Channel("orders.42");

    private Samples() {}

    /** JSON of about so many bytes, with strings, numbers and white space. */
    static byte[] json(int size) {
        StringBuilder json = new StringBuilder("{ \"order\": 42, \"lines\": [");
        for (int i = 0; json.length() < size - 60; i++)
            json.append(i == 0 ? "" : ", ")
                    .append("{\"item\": \"b\u00fccher\", \"price\": ")
                    .append(i)
                    .append(".50}");
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A message as it is stored, its data about so many bytes. */
    static Message message(int size) {
        String data = new String(json(size), StandardCharsets.UTF_8);
        return new Message(
                ("{\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** What follows on an entry. */
    static Entry after(Position prev, Message message) {
        return new Entry(new Position(prev.offset() + 1, 193_847_561_234_567L), prev, message);
    }

    /** A log of so many entries. */
    static List<Entry> log(int count, int size) {
        List<Entry> log = new ArrayList<>();
        Message message = message(size);
        Position head = new Position(0, 1);
        for (int i = 0; i < count; i++) {
            log.add(after(head, message));
            head = log.get(i).id();
        }
        return log;
    }
}
