package io.tidings.bench.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The raw results, as JSON: one file a scenario, which a later run of the same work replaces. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    /** What a file holds. @param conditions what was true of the machine and the peers in that run */
    public record Kept(Map<String, String> conditions, List<Result> results) {}

    public Results(Path folder) {
        this.folder = folder;
    }

    /** Keeps what a scenario has shown; what an earlier run says of other work stays. */
    public void keep(String scenario, Map<String, String> conditions, List<Result> results) {
        Path file = folder.resolve(scenario + ".json");
        List<Result> all = new ArrayList<>();
        if (Files.exists(file))
            read(file).results().stream()
                    .filter(old ->
                            results.stream().noneMatch(each -> each.work().equals(old.work())))
                    .forEach(all::add);
        all.addAll(results);
        try {
            Files.createDirectories(folder);
            JSON.writeValue(file.toFile(), new Kept(new TreeMap<>(conditions), all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is kept, by scenario. */
    public Map<String, Kept> all() {
        Map<String, Kept> all = new TreeMap<>();
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            files.filter(each -> each.toString().endsWith(".json"))
                    .forEach(each -> all.put(each.getFileName().toString().replace(".json", ""), read(each)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Kept read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<Kept>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
