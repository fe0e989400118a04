package io.tidings.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;

/** A channel and its entries, for tests of what is sent. */
final class Sent {
    static final Channel ORDERS = new Channel("orders.42");
    static final Position ID = new Position(17, 193_847_561_234_567L);

    private Sent() {}

    static Entry entry(Position id, String json) {
        return new Entry(id, new Position(0, 1), new Message(json.getBytes(UTF_8)));
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
