package io.tidings.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the servers have shown of one kind of work, in the same run. */
final class Standing {
    private final Map<String, Map<String, Spread>> byServer = new LinkedHashMap<>();

    Standing(List<Result> results) {
        Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
        for (Result each : results)
            each.figures()
                    .forEach((name, value) -> values.computeIfAbsent(each.server(), server -> new LinkedHashMap<>())
                            .computeIfAbsent(name, figure -> new ArrayList<>())
                            .add(value));
        values.forEach((server, figures) -> {
            Map<String, Spread> spreads = new LinkedHashMap<>();
            figures.forEach((name, all) -> spreads.put(name, Spread.of(all)));
            byServer.put(server, spreads);
        });
    }

    /** In the order in which they were measured. */
    List<String> servers() {
        return List.copyOf(byServer.keySet());
    }

    /** The names of all figures, in the order in which they were measured. */
    List<String> figures() {
        return byServer.values().stream()
                .flatMap(figures -> figures.keySet().stream())
                .distinct()
                .toList();
    }

    /** The figure as a cell of a table; empty when the server has none. */
    String cell(String server, String figure) {
        Spread spread = byServer.getOrDefault(server, Map.of()).get(figure);
        return spread == null ? "" : spread.toString();
    }

    OptionalDouble median(String server, String figure) {
        Spread spread = byServer.getOrDefault(server, Map.of()).get(figure);
        return spread == null ? OptionalDouble.empty() : OptionalDouble.of(spread.median());
    }

    OptionalDouble floor(String figure) {
        return median("floor", figure);
    }

    /** The best that a peer has shown. */
    OptionalDouble bestPeer(String figure, boolean lessIsBetter) {
        var peers = byServer.keySet().stream()
                .filter(Standing::isPeer)
                .map(server -> median(server, figure))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble);
        return lessIsBetter ? peers.min() : peers.max();
    }

    /** Neither the floor nor one of ours. */
    static boolean isPeer(String server) {
        return !server.startsWith("floor") && !isOurs(server);
    }

    static boolean isOurs(String server) {
        return server.startsWith("lean") || server.startsWith("reference");
    }
}
