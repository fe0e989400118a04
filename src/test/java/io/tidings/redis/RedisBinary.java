package io.tidings.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where {@code redis-server} is: on the PATH when it is version 7 or newer, else the one that the test class path brings. */
final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
    private static @Nullable Path found;

    private RedisBinary() {}

    static synchronized Path path() {
        if (found == null) found = isOnPath() ? Path.of("redis-server") : extract();
        return found;
    }

    private static boolean isOnPath() {
        try {
            Process process = new ProcessBuilder("redis-server", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(version);
            return matcher.find() && Integer.parseInt(matcher.group(1)) >= 7;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path extract() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String name = "redis-server-7.0.9-" + system + "-" + machine;
        Path binary = Path.of(System.getProperty("java.io.tmpdir"), name);
        if (Files.isExecutable(binary)) return binary;
        try (InputStream resource = RedisBinary.class.getResourceAsStream("/" + name)) {
            if (resource == null) throw new IllegalStateException("no redis-server for this machine: " + name);
            Path copy = Files.createTempFile("redis-server", ".tmp");
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            if (!copy.toFile().setExecutable(true))
                throw new IllegalStateException("cannot be made executable: " + copy);
            return Files.move(copy, binary, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
