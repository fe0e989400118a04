package io.tidings.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Takes spans by OTLP over HTTP, as a collector does, and keeps them. */
public final class Collector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * A span as it came.
     *
     * @param parent empty when it has none
     * @param kind as OTLP numbers it: 3 client, 4 producer, 5 consumer
     * @param pod the instance of the service that made it
     * @param failed whether its status is an error
     * @param nanos how long it took
     */
    public record CollectedSpan(
            String trace,
            String id,
            String parent,
            String name,
            long kind,
            String pod,
            boolean failed,
            long nanos,
            Map<String, String> attributes) {}

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All spans up to now. */
    public List<CollectedSpan> spans() {
        return List.copyOf(spans);
    }

    /** The spans of a trace, as soon as there are so many. */
    public List<CollectedSpan> await(String trace, int count) {
        Predicate<CollectedSpan> ofTrace = span -> span.trace().equals(trace);
        Awaitility.await("spans of " + trace)
                .atMost(PATIENCE)
                .until(() -> spans.stream().filter(ofTrace).count() >= count);
        return spans.stream().filter(ofTrace).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ProtoMessage request = ProtoMessage.read(exchange.getRequestBody().readAllBytes());
            for (ProtoMessage resource : request.messages(1)) {
                String pod = attributes(resource.messages(1).get(0), 1).getOrDefault("service.instance.id", "");
                for (ProtoMessage scope : resource.messages(2))
                    for (ProtoMessage span : scope.messages(2)) spans.add(span(span, pod));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static CollectedSpan span(ProtoMessage span, String pod) {
        boolean failed = span.messages(15).stream().anyMatch(status -> status.number(3) == 2);
        return new CollectedSpan(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.number(6),
                pod,
                failed,
                span.number(8) - span.number(7),
                attributes(span, 9));
    }

    private static Map<String, String> attributes(ProtoMessage message, int field) {
        Map<String, String> attributes = new HashMap<>();
        for (ProtoMessage attribute : message.messages(field)) {
            ProtoMessage value = attribute.messages(2).get(0);
            String text = value.text(1);
            attributes.put(attribute.text(1), text.isEmpty() ? Long.toString(value.number(3)) : text);
        }
        return attributes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
