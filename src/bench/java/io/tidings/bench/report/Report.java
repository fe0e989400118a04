package io.tidings.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the figures into {@code benchmarks.md}, between two marks; the words around them are written by hand. */
public final class Report {
    private static final String BEGIN = "<!-- figures: written by the benchmark, as all up to the end -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private final Path docs;

    /** @param docs the folder of the documentation */
    public Report(Path docs) {
        this.docs = docs;
    }

    /** Writes what is there; a scenario that has not run has no section. */
    public void write(Map<String, Results.Kept> all) {
        Map<String, Map<String, Standing>> byScenario = new LinkedHashMap<>();
        for (Section section : Section.ALL) {
            Results.Kept kept = all.get(section.scenario());
            if (kept != null) byScenario.put(section.scenario(), standings(kept.results()));
        }
        StringBuilder figures = new StringBuilder();
        conditions(all, figures);
        targets(byScenario, figures);
        for (Section section : Section.ALL)
            if (byScenario.containsKey(section.scenario()))
                section(section, byScenario.get(section.scenario()), figures);
        replace(figures.toString());
    }

    private static Map<String, Standing> standings(List<Result> results) {
        Map<String, List<Result>> byWork = new LinkedHashMap<>();
        results.forEach(each ->
                byWork.computeIfAbsent(each.work(), work -> new ArrayList<>()).add(each));
        Map<String, Standing> standings = new LinkedHashMap<>();
        byWork.forEach((work, each) -> standings.put(work, new Standing(each)));
        return standings;
    }

    private static void conditions(Map<String, Results.Kept> all, StringBuilder out) {
        Map<String, String> merged = new TreeMap<>();
        Map<String, String> loads = new TreeMap<>();
        all.forEach((scenario, kept) -> kept.conditions().forEach((name, value) -> {
            if (name.startsWith("load")) loads.put(scenario, value);
            else merged.put(name, value);
        }));
        out.append("\n## Conditions\n\n| | |\n|---|---|\n");
        merged.forEach((name, value) -> out.append(row(name, value)));
        StringBuilder load = new StringBuilder();
        loads.forEach((scenario, value) -> load.append(load.isEmpty() ? "" : ", ")
                .append(scenario)
                .append(' ')
                .append(value));
        out.append(row("load average when a scenario began", load.toString()));
    }

    private static void targets(Map<String, Map<String, Standing>> byScenario, StringBuilder out) {
        List<String> rows = Targets.rows(byScenario);
        if (rows.isEmpty()) return;
        out.append("\n## What was aimed at\n\n| | target | shown | |\n|---|---|---|---|\n");
        rows.forEach(each -> out.append(each).append('\n'));
    }

    private void section(Section section, Map<String, Standing> byWork, StringBuilder out) {
        out.append("\n## ")
                .append(section.title())
                .append("\n\n")
                .append(section.note())
                .append('\n');
        if (section.scenario().equals("latency")) curves(byWork, out);
        byWork.forEach((work, standing) -> {
            out.append("\n### ")
                    .append(section.title())
                    .append(": ")
                    .append(work)
                    .append("\n\n");
            table(section, standing, out);
            if (!section.scenario().equals("latency"))
                for (String figure : section.key()) {
                    String file = name(section.scenario() + " " + work + " " + figure);
                    draw(file, Bars.svg(work, standing, figure));
                    out.append("\n![")
                            .append(figure)
                            .append("](benchmarks/")
                            .append(file)
                            .append(")\n");
                }
        });
    }

    private void curves(Map<String, Standing> byWork, StringBuilder out) {
        for (String transport : List.of("WebSocket", "SSE")) {
            Map<String, Standing> own = new LinkedHashMap<>();
            byWork.forEach((work, standing) -> {
                if (work.startsWith(transport)) own.put(work, standing);
            });
            if (own.isEmpty()) continue;
            String file = name("latency " + transport);
            draw(file, Curves.svg(transport, Curves.byLoad(own), "p99 ms"));
            out.append("\n![p99 over load](benchmarks/").append(file).append(")\n");
        }
    }

    private static void table(Section section, Standing standing, StringBuilder out) {
        List<String> figures = standing.figures();
        String key = section.key().isEmpty() ? "" : section.key().get(0);
        boolean hasFloor = standing.servers().stream()
                .anyMatch(each -> standing.ofFloor(each, key).isPresent());
        boolean hasPeer = standing.servers().stream()
                .anyMatch(each ->
                        standing.ofBestPeer(each, key, section.lessIsBetter()).isPresent());
        List<String> head = new ArrayList<>(List.of("server"));
        if (hasFloor) head.add("× floor");
        if (hasPeer) head.add("× best peer");
        head.addAll(figures);
        out.append(row(head.toArray(String[]::new)))
                .append("|---".repeat(head.size()))
                .append("|\n");
        for (String server : standing.servers()) {
            List<String> cells = new ArrayList<>(List.of("`" + server + "`"));
            if (hasFloor) cells.add(median(standing.ofFloor(server, key)));
            if (hasPeer) cells.add(median(standing.ofBestPeer(server, key, section.lessIsBetter())));
            figures.forEach(figure -> cells.add(standing.cell(server, figure)));
            out.append(row(cells.toArray(String[]::new)));
        }
    }

    private static String median(Optional<Spread> ratio) {
        return ratio.map(each -> Spread.number(each.median())).orElse("");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String name(String text) {
        return text.toLowerCase(Locale.ROOT).replace("µ", "u").replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private void draw(String file, String svg) {
        try {
            Files.writeString(
                    Files.createDirectories(docs.resolve("benchmarks")).resolve(file), svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(String figures) {
        Path file = docs.resolve("benchmarks.md");
        try {
            String text = Files.readString(file);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            int end = text.indexOf(END);
            if (begin < BEGIN.length() || end < begin)
                throw new IllegalStateException(file + " has no place for figures");
            Files.writeString(file, text.substring(0, begin) + figures + "\n" + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
