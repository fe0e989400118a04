package io.tidings.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the builder of the native image is told of us. */
record Registered(List<Entry> resources, List<Entry> reflection, Set<String> atRunTime) {
    static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/io.tidings/tidings/reachability-metadata.json");
    static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
    /** Tells Quarkus, which initialises all other classes while the image is built. */
    static final String BUILD_ARGUMENTS = "quarkus.native.additional-build-args";

    static final String AT_RUN_TIME = "--initialize-at-run-time=";

    /**
     * One line of the metadata.
     *
     * @param reacher the class that reaches for it, its condition
     * @param what a glob or the name of a class
     */
    record Entry(String reacher, String what) {}

    static Registered read() throws IOException {
        JsonNode metadata = new ObjectMapper().readTree(Files.readString(METADATA));
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(PROPERTIES)) {
            properties.load(reader);
        }
        return new Registered(
                entries(metadata.path("resources"), "glob"),
                entries(metadata.path("reflection"), "type"),
                initializedAtRunTime(properties.getProperty(BUILD_ARGUMENTS, "")));
    }

    /** The classes that some arguments of the builder name; in those of Quarkus, a comma inside one has a backslash in front. */
    static Set<String> initializedAtRunTime(String arguments) {
        return Pattern.compile(AT_RUN_TIME + "([\\w.$,\\\\]+)")
                .matcher(arguments)
                .results()
                .flatMap(argument -> Stream.of(argument.group(1).split("[,\\\\]+")))
                .collect(Collectors.toSet());
    }

    private static List<Entry> entries(JsonNode section, String key) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : section) {
            String condition = entry.path("condition").path("typeReached").asText();
            entries.add(new Entry(condition, entry.path(key).asText()));
        }
        return entries;
    }

    /** Whether the class may ask for resources. */
    boolean hasResourcesFor(String type) {
        return resources.stream().anyMatch(entry -> entry.reacher.equals(type));
    }

    boolean hasReflectionFor(String type) {
        return reflection.stream().anyMatch(entry -> entry.reacher.equals(type));
    }

    boolean hasType(String type) {
        return reflection.stream().anyMatch(entry -> entry.what.equals(type));
    }

    boolean hasResource(Path file) {
        return resources.stream().anyMatch(entry -> glob(entry.what).matches(file));
    }

    static PathMatcher glob(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
