package io.tidings.packaged;

import io.tidings.redis.RedisServer;
import io.tidings.redis.RedisSubscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Redis holds and tells, as the commands that bring it there.
 *
 * @param lines one for each command, its words separated by tabs
 */
record RedisCommands(List<String> lines) {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern POSITION = Pattern.compile("\\b(\\d+)-(\\d+)\\b");

    /** What a version of the format wrote once. */
    static RedisCommands kept(int version) {
        try {
            return new RedisCommands(Files.readAllLines(Path.of("src/test/resources/format/" + version + ".commands")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a server holds: strings and streams, in the order of their keys. */
    static RedisCommands of(RedisServer redis) {
        List<String> lines = new ArrayList<>();
        list(redis, "KEYS", "*").stream().map(String::valueOf).sorted().forEach(key -> {
            if (Objects.equals(redis.call("TYPE", key), "string"))
                lines.add("SET\t" + key + "\t" + redis.call("GET", key));
            else for (Object entry : list(redis, "XRANGE", key, "-", "+")) lines.add(append(key, (List<?>) entry));
        });
        return new RedisCommands(lines);
    }

    private static String append(String key, List<?> entry) {
        List<String> words = new ArrayList<>(List.of("XADD", key, String.valueOf(entry.get(0))));
        for (Object word : (List<?>) entry.get(1)) words.add(String.valueOf(word));
        return String.join("\t", words);
    }

    private static List<?> list(RedisServer redis, String... command) {
        return (List<?>) Objects.requireNonNull(redis.call(command));
    }

    /** Hears one topic from now on. */
    static Listener listen(RedisServer redis, String topic) {
        return new Listener(redis, topic);
    }

    /** What is told on one topic. */
    static final class Listener implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final RedisSubscriber subscriber;

        private Listener(RedisServer redis, String topic) {
            subscriber = new RedisSubscriber(
                    redis, List.of(topic), (from, payload) -> lines.add("PUBLISH\t" + from + "\t" + payload));
            subscriber.sync();
        }

        /** All that was told before. */
        List<String> commands() {
            subscriber.sync();
            return List.copyOf(lines);
        }

        @Override
        public void close() {
            subscriber.close();
        }
    }

    RedisCommands and(List<String> more) {
        return new RedisCommands(Stream.concat(lines.stream(), more.stream()).toList());
    }

    /** Those about other keys. */
    RedisCommands without(String part) {
        return new RedisCommands(
                lines.stream().filter(line -> !line.contains(part)).toList());
    }

    /** Those whose effect stays. */
    RedisCommands stored() {
        return new RedisCommands(
                lines.stream().filter(line -> !line.startsWith("PUBLISH")).toList());
    }

    /** The same but for what is replaced in one kind of command. */
    RedisCommands replacing(String command, String pattern, String replacement) {
        return new RedisCommands(lines.stream()
                .map(line -> line.startsWith(command) ? line.replaceFirst(pattern, replacement) : line)
                .toList());
    }

    void playTo(RedisServer redis) {
        for (String line : lines) {
            String answer = String.valueOf(redis.call(line.split("\t")));
            if (answer.startsWith("-")) throw new IllegalStateException(line + ": " + answer);
        }
    }

    /** The positions of the one log, from the one before its first entry on. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("XADD")) continue;
            if (ids.isEmpty()) ids.add(line.replaceFirst(".*\tp\t([0-9-]+)\t.*", "$1"));
            ids.add(line.split("\t")[2]);
        }
        return ids;
    }

    /** The lines, with the same for every time, and for the tags their order of appearance. */
    List<String> withoutChance() {
        Set<String> tags = new LinkedHashSet<>();
        return lines.stream()
                .map(line -> POSITION.matcher(TIME.matcher(line).replaceAll("<time>"))
                        .replaceAll(position -> {
                            tags.add(position.group(2));
                            return position.group(1) + "-<tag "
                                    + List.copyOf(tags).indexOf(position.group(2)) + ">";
                        }))
                .toList();
    }
}
