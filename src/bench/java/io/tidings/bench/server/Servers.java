package io.tidings.bench.server;

import io.tidings.bench.client.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of one run: each is started when it is first asked for, and stopped at the end. */
public final class Servers implements AutoCloseable {
    /** Flags that the service is started with when nothing else is asked for; one a line, a line of {@code #} is a comment. */
    public static final Path USUAL_FLAGS = Path.of("src/bench/jvm.options");

    private final Place place;
    private final List<String> peers;
    private final Map<String, Server> started = new LinkedHashMap<>();

    /** @param peers lines of the command line about servers that run already */
    public Servers(Place place, List<String> peers) {
        this.place = place;
        this.peers = peers;
    }

    /** The names of all that can be measured on this machine. */
    public static List<String> known() {
        List<String> names = new ArrayList<>(
                List.of("floor", "floor-x8", "lean", "lean-redis", "reference", "reference-redis", "nchan"));
        if (!Nchan.isInstalled()) names.remove("nchan");
        names.addAll(List.of("ws", "socketio"));
        return List.copyOf(names);
    }

    /** The server of this name; null when it does not speak the transport. */
    public @Nullable Server of(String name, Transport transport, int size) {
        String key = name.startsWith("floor") ? name + " " + transport + " " + size : name;
        Server server = started.computeIfAbsent(key, absent -> start(name, transport, size));
        return server.transports().contains(transport) ? server : null;
    }

    private Server start(String name, Transport transport, int size) {
        return switch (name) {
            case "floor" -> Floor.start(place, transport, size, 1);
            case "floor-x8" -> Floor.start(place, transport, size, 8);
            case "lean", "reference" -> tidings(new Tidings.Kind(name, name, false, usualFlags()));
            case "lean-redis", "reference-redis" ->
                tidings(new Tidings.Kind(name, name.substring(0, name.indexOf('-')), true, usualFlags()));
            case "nchan" -> Nchan.start(place);
            case "ws" -> Node.start(place, Node.Kind.WS);
            case "socketio" -> Node.start(place, Node.Kind.SOCKET_IO);
            default -> ExternalPeer.named(name, peers);
        };
    }

    /** Tidings in a way of its own, which the caller closes. */
    public Tidings tidings(Tidings.Kind kind) {
        return Tidings.start(place, kind);
    }

    /** What {@link #USUAL_FLAGS} says. */
    public static List<String> usualFlags() {
        try {
            return Files.readAllLines(USUAL_FLAGS).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops one, so that it does not weigh on the others. */
    public void stop(Server server) {
        server.close();
        started.values().remove(server);
    }

    @Override
    public void close() {
        started.values().forEach(Server::close);
        started.clear();
    }
}
