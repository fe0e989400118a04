package io.tidings.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the servers have shown of one kind of work, in the same run. */
final class Standing {
    private static final String FLOOR = "floor";

    private final List<Result> results;
    private final Map<String, Map<String, Spread>> byServer = new LinkedHashMap<>();

    Standing(List<Result> results) {
        this.results = results;
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

    /** How the figure stands to that of the floor, in the same rounds. */
    Optional<Spread> ofFloor(String server, String figure) {
        return ratio(server, FLOOR, figure);
    }

    /** How the figure stands to that of the peer whose median is the best, in the same rounds. */
    Optional<Spread> ofBestPeer(String server, String figure, boolean lessIsBetter) {
        Comparator<String> byMedian =
                Comparator.comparingDouble(peer -> median(peer, figure).orElseThrow());
        return byServer.keySet().stream()
                .filter(peer -> isPeer(peer) && median(peer, figure).isPresent())
                .min(lessIsBetter ? byMedian : byMedian.reversed())
                .flatMap(peer -> ratio(server, peer, figure));
    }

    /** Round by round, as a machine that changes its mind does so to all servers of a round. */
    Optional<Spread> ratio(String server, String other, String figure) {
        Map<Integer, Double> others = byRun(other, figure);
        List<Double> ratios = new ArrayList<>();
        byRun(server, figure).forEach((run, own) -> {
            Double value = others.get(run);
            if (value != null) ratios.add(own / value);
        });
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private Map<Integer, Double> byRun(String server, String figure) {
        Map<Integer, Double> byRun = new TreeMap<>();
        for (Result each : results) {
            Double value = each.figures().get(figure);
            if (each.server().equals(server) && value != null) byRun.put(each.run(), value);
        }
        return byRun;
    }

    /** Neither the floor nor one of ours. */
    static boolean isPeer(String server) {
        return !server.startsWith("floor") && !isOurs(server);
    }

    static boolean isOurs(String server) {
        return server.startsWith("lean") || server.startsWith("reference");
    }
}
