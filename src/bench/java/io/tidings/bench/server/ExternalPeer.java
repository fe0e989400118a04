package io.tidings.bench.server;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Mark;
import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Poster;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Transport;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A server that someone else has started, known by a line of the command line for each transport that it is measured on. */
final class ExternalPeer implements Server {
    private final String name;
    private final Map<Transport, Line> lines;
    private final ServerProcess process;

    /**
     * {@code name|subscribe URL|publish URL|body|headers|process id}. In URLs and body {@code {channel}} and {@code {data}} are
     * filled in; a subscribe URL of {@code ws:} is a WebSocket, one of {@code http:} an event stream; headers are
     * {@code Name: value} with {@code ;} between them, sent with subscriptions and publications.
     */
    record Line(String name, String subscribe, String publish, String body, Map<String, String> headers, long process) {
        static Line parse(String text) {
            String[] parts = text.split("\\|", -1);
            if (parts.length != 6)
                throw new IllegalArgumentException("a peer is name|subscribe|publish|body|headers|pid, not " + text);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String header : parts[4].split(";")) {
                int colon = header.indexOf(':');
                if (colon > 0)
                    headers.put(
                            header.substring(0, colon).strip(),
                            header.substring(colon + 1).strip());
            }
            return new Line(parts[0], parts[1], parts[2], parts[3], headers, Long.parseLong(parts[5]));
        }

        private Transport transport() {
            return subscribe.startsWith("ws") ? Transport.WEBSOCKET : Transport.SSE;
        }
    }

    /** @param lines all that have its name, at least one */
    private ExternalPeer(String name, Map<Transport, Line> lines) {
        this.name = name;
        this.lines = lines;
        Line any = lines.values().iterator().next();
        process = ServerProcess.running(
                any.process(), URI.create(filled(any.subscribe(), "", "")).getPort());
    }

    /** The one of this name. @throws IllegalArgumentException when no line has it, or two are of one transport */
    static ExternalPeer named(String name, List<String> peers) {
        Map<Transport, Line> lines = new EnumMap<>(Transport.class);
        for (String peer : peers) {
            Line line = Line.parse(peer);
            if (line.name().equals(name) && lines.put(line.transport(), line) != null)
                throw new IllegalArgumentException(name + " has two lines for " + line.transport());
        }
        if (lines.isEmpty()) throw new IllegalArgumentException("no such server: " + name);
        return new ExternalPeer(name, lines);
    }

    private static String filled(String template, String channel, String data) {
        return template.replace("{channel}", channel).replace("{data}", data);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "started by hand: "
                + lines.values().stream().map(Line::subscribe).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Transport> transports() {
        return lines.keySet();
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public Opening opening(Transport transport, String channel, int replay) {
        Line line = Objects.requireNonNull(lines.get(transport));
        URI uri = URI.create(filled(line.subscribe(), channel, ""));
        return new Opening(transport, uri, line.headers(), "", "");
    }

    @Override
    public Publisher publisher(Loops loops, List<String> channels, int size, int batch, Backpressure backpressure) {
        Line line = lines.values().iterator().next();
        List<Poster.Target> targets = channels.stream()
                .map(channel -> new Poster.Target(
                        URI.create(filled(line.publish(), channel, "")),
                        line.headers(),
                        filled(line.body(), channel, Mark.data(size))))
                .toList();
        return new Poster(loops, targets, HttpPeer.CONNECTIONS, backpressure);
    }

    @Override
    public void close() {
        // it was not ours to start
    }
}
