package io.tidings.bench.scenario;

import io.tidings.bench.client.Transport;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who listens to what.
 *
 * @param sessions one subscription each, spread over the channels
 * @param size     bytes of the data of a message
 */
public record Shape(Transport transport, int sessions, int channels, int size) {
    List<String> channelNames() {
        return IntStream.range(0, channels).mapToObj(i -> "bench.c" + i).toList();
    }

    /** Sessions that receive each message. */
    int readersOfEach() {
        return sessions / channels;
    }

    String work() {
        return String.format(
                java.util.Locale.ROOT,
                "%s, %,d sessions, %s, %s",
                transport.title(),
                sessions,
                channels == 1 ? "1 channel" : String.format(java.util.Locale.ROOT, "%,d channels", channels),
                size < 1024 ? size + " B" : size / 1024 + " KB");
    }
}
