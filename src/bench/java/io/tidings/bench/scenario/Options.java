package io.tidings.bench.scenario;

import io.tidings.bench.client.Transport;
import io.tidings.bench.server.Servers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param scenarios  by their names; all when empty
 * @param runs       rounds, each with every server in turn
 * @param seconds    that a measurement lasts
 * @param warmUp     seconds of processor time for the same work before the first measurement of a server
 * @param window     messages that may be on their way at full load
 * @param idle       connections that idle, or come back
 * @param nice       the priority of all processes, for a machine that has other work, too
 * @param share      of its core that a paced server may use, 0 to 1
 * @param quick      whether this run is only to show that all paths work
 */
public record Options(
        List<String> scenarios,
        List<String> servers,
        List<Transport> transports,
        List<Integer> sessions,
        List<Integer> channels,
        List<Integer> sizes,
        int runs,
        double seconds,
        double warmUp,
        int window,
        int idle,
        int nice,
        double share,
        List<String> peers,
        boolean quick) {

    /** Reads {@code --name value} pairs; {@code --quick} and {@code --report} stand alone. */
    public static Options parse(String... words) {
        Map<String, String> given = new HashMap<>();
        List<String> peers = new ArrayList<>();
        boolean quick = List.of(words).contains("--quick");
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--quick") || words[i].equals("--report")) continue;
            if (!words[i].startsWith("--") || i + 1 == words.length)
                throw new IllegalArgumentException("not an option with a value: " + words[i]);
            String name = words[i].substring(2);
            if (name.equals("peer")) peers.add(words[++i]);
            else given.put(name, words[++i]);
        }
        Set<String> servers = new LinkedHashSet<>(Servers.known());
        peers.forEach(peer -> servers.add(peer.substring(0, peer.indexOf('|'))));
        Options options = new Options(
                list(given.remove("scenario"), ""),
                list(given.remove("servers"), String.join(",", servers)),
                list(given.remove("transports"), "websocket,sse").stream()
                        .map(Transport::parse)
                        .toList(),
                numbers(given.remove("sessions"), quick ? "100" : "1000,10000"),
                numbers(given.remove("channels"), quick ? "1" : "1,1000"),
                numbers(given.remove("sizes"), quick ? "200" : "200,4096"),
                Integer.parseInt(given.getOrDefault("runs", quick ? "1" : "5")),
                Double.parseDouble(given.getOrDefault("seconds", quick ? "0.5" : "3")),
                Double.parseDouble(given.getOrDefault("warm-up", quick ? "0.5" : "8")),
                Integer.parseInt(given.getOrDefault("window", "32")),
                Integer.parseInt(given.getOrDefault("idle", quick ? "200" : "9000")),
                Integer.parseInt(given.getOrDefault("nice", "0")),
                Double.parseDouble(given.getOrDefault("share", "0.5")),
                List.copyOf(peers),
                quick);
        given.keySet().removeAll(List.of("runs", "seconds", "warm-up", "window", "idle", "nice", "share"));
        if (!given.isEmpty()) throw new IllegalArgumentException("unknown: " + given.keySet());
        return options;
    }

    private static List<String> list(@org.jspecify.annotations.Nullable String text, String otherwise) {
        String chosen = text == null ? otherwise : text;
        return chosen.isEmpty() ? List.of() : List.of(chosen.split(","));
    }

    private static List<Integer> numbers(@org.jspecify.annotations.Nullable String text, String otherwise) {
        return list(text, otherwise).stream().map(Integer::parseInt).toList();
    }

    public boolean runs(String scenario) {
        return scenarios.isEmpty() || scenarios.contains(scenario);
    }

    /** Every combination of the given sessions, channels and sizes on a transport. */
    List<Shape> shapes(Transport transport) {
        List<Shape> shapes = new ArrayList<>();
        for (int each : sessions)
            for (int channel : channels) for (int size : sizes) shapes.add(new Shape(transport, each, channel, size));
        return shapes;
    }
}
