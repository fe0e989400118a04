package io.tidings.bench.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A request that publishes, ready to be sent but for the time.
 *
 * @param request head and body
 * @param signs   where the marks are
 */
record Publication(byte[] request, int[] signs) {
    /** Messages in the body. */
    int messages() {
        return signs.length;
    }

    /** As {@code POST}; every sign in the body is taken for a mark. */
    static Publication post(URI uri, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = RequestHead.of("POST", uri, headers);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        int from = request.size();
        request.writeBytes(bytes);
        byte[] all = request.toByteArray();
        return new Publication(
                all,
                IntStream.range(from, all.length)
                        .filter(i -> all[i] == Mark.SIGN)
                        .toArray());
    }

    /** The request with a time in its marks; good until the next one is asked for. */
    byte[] at(long time) {
        for (int sign : signs) Mark.write(request, sign, time);
        return request;
    }
}
