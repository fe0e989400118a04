package io.tidings.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was aimed at, and what the lean engine has shown: one row each. */
final class Targets {
    private static final String LEAN = "lean";
    private static final String LOAD = ", 1,000 sessions, 1 channel, 200 B";

    private final Map<String, Map<String, Standing>> byScenario;
    private final List<String> rows = new ArrayList<>();

    private Targets(Map<String, Map<String, Standing>> byScenario) {
        this.byScenario = byScenario;
    }

    static List<String> rows(Map<String, Map<String, Standing>> byScenario) {
        Targets targets = new Targets(byScenario);
        targets.delivery("WebSocket, full load", "full-load", "WebSocket" + LOAD, 0.5, 0.25);
        targets.delivery("WebSocket, paced", "paced", "WebSocket" + LOAD, 1.2, 0.75);
        targets.delivery("SSE, full load", "full-load", "SSE" + LOAD, 0.55, Double.NaN);
        targets.delivery("SSE, paced", "paced", "SSE" + LOAD, 1.3, Double.NaN);
        targets.most("heap per idle WebSocket, KB", "idle", "WebSocket, 9,000 idle", LEAN, "heap KB", 2);
        targets.most("RSS per idle WebSocket, KB", "idle", "WebSocket, 9,000 idle", LEAN, "RSS KB", 4);
        targets.ratio(
                "RSS per idle WebSocket, of Nchan's",
                targets.standing("idle", "WebSocket, 9,000 idle").ratio(LEAN, "nchan", "RSS KB"),
                0.4);
        targets.ofPeer("p99 at 50 %, of the best peer's", "latency", "WebSocket" + LOAD + ", 50 %", "p99 ms", 1);
        targets.most("p99 at 50 %, ms", "latency", "WebSocket" + LOAD + ", 50 %", LEAN, "p99 ms", 5);
        String publishes = "publishes/s and core";
        targets.least(
                "publishes a second and core, ndjson, Redis",
                "publishes",
                "100 channels, 200 B, 100 in a POST",
                publishes,
                100_000);
        targets.least(
                "publishes a second and core, single, Redis",
                "publishes",
                "100 channels, 200 B, a POST each",
                publishes,
                25_000);
        targets.least(
                "joins a second and core, Redis",
                "joins",
                "200 WebSockets, 50 channels each, 10 messages a join",
                "joins/s and core",
                20_000);
        return targets.rows;
    }

    private Standing standing(String scenario, String work) {
        return byScenario.getOrDefault(scenario, Map.of()).getOrDefault(work, new Standing(List.of()));
    }

    private void row(String what, String shown, String target, boolean met) {
        rows.add("| " + what + " | " + target + " | " + shown + " | " + (met ? "met" : "missed") + " |");
    }

    private void delivery(String what, String scenario, String work, double ofFloor, double ofPeer) {
        Standing standing = standing(scenario, work);
        ratio(what + ", of the floor", standing.ofFloor(LEAN, Figure.MICROS), ofFloor);
        if (!Double.isNaN(ofPeer)) ofPeer(what + ", of the best peer", scenario, work, Figure.MICROS, ofPeer);
    }

    private void ofPeer(String what, String scenario, String work, String figure, double most) {
        ratio(what, standing(scenario, work).ofBestPeer(LEAN, figure, true), most);
    }

    private void ratio(String what, Optional<Spread> ratio, double most) {
        ratio.ifPresent(
                shown -> row(what, shown.toString(), "≤ " + Spread.number(most) + " ×", shown.median() <= most));
    }

    private void most(String what, String scenario, String work, String server, String figure, double most) {
        standing(scenario, work)
                .median(server, figure)
                .ifPresent(own -> row(what, Spread.number(own), "≤ " + Spread.number(most), own <= most));
    }

    private void least(String what, String scenario, String work, String figure, double least) {
        standing(scenario, work)
                .median("lean-redis", figure)
                .ifPresent(own -> row(what, Spread.number(own), "≥ " + Spread.number(least), own >= least));
    }
}
