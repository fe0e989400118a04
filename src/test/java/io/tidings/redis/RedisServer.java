package io.tidings.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis on loopback and a free port, with a directory of its own. Without options it keeps nothing on disk; with
 * {@code --appendonly yes} it comes back with its data.
 */
public final class RedisServer implements AutoCloseable {
    /** The name of connections that no test cuts. */
    static final String OBSERVER = "observer";

    private static final String APPENDED = "appendonlydir";
    /** The ports that were handed out: nobody may have bound them yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final int port;
    private final Path directory;
    private final List<String> command;
    private @Nullable Process process;

    private RedisServer(int port) {
        this.port = port;
        this.command = new ArrayList<>(List.of(RedisBinary.path().toString()));
        try {
            this.directory = Files.createTempDirectory("redis-" + port + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that runs. */
    public static RedisServer start(String... options) {
        RedisServer server = absent(options);
        server.run();
        return server;
    }

    /** A server that has its port but does not run yet. */
    public static RedisServer absent(String... options) {
        RedisServer server = new RedisServer(freePort());
        server.command.addAll(List.of("--port", Integer.toString(server.port), "--bind", "127.0.0.1"));
        server.command.addAll(List.of("--save", "", "--repl-diskless-sync-delay", "0"));
        server.command.addAll(List.of(options));
        return server;
    }

    /** A sentinel that runs. @param configuration lines of its file beside port and address */
    static RedisServer sentinel(String... configuration) {
        RedisServer sentinel = new RedisServer(freePort());
        List<String> lines = new ArrayList<>(List.of("port " + sentinel.port, "bind 127.0.0.1"));
        lines.addAll(List.of(configuration));
        try {
            Files.write(sentinel.directory.resolve("sentinel.conf"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sentinel.command.addAll(List.of("sentinel.conf", "--sentinel"));
        sentinel.run();
        return sentinel;
    }

    /** A port of loopback that nobody listens on, and another one each time. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return GIVEN.add(socket.getLocalPort()) ? socket.getLocalPort() : freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what several servers agree on. */
    static ConditionFactory soon(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(20));
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts the process and waits until it answers. */
    public void run() {
        File log = directory.resolve("log").toFile();
        try {
            Process started = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("redis-server on " + port)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> isReady(String.valueOf(call("PING"))));
    }

    /** One that wants a password is ready too. */
    private static boolean isReady(String answer) {
        return answer.equals("PONG") || answer.startsWith("-NOAUTH");
    }

    /** As {@code kill -9}. */
    public void kill() {
        if (process == null) return;
        try {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it on the same port, unless it runs. */
    public void ensureRuns() {
        if (process == null || !process.isAlive()) run();
    }

    /** Kills it, and starts it again on the same port. */
    public void restart() {
        kill();
        run();
    }

    /**
     * Cuts some connections.
     *
     * @param type as {@code CLIENT KILL} names it
     * @param which is asked for each of them
     */
    public void cut(String type, BooleanSupplier which) {
        for (String id : connections(type)) if (which.getAsBoolean()) call("CLIENT", "KILL", "ID", id);
    }

    /** The ids of all connections of a type but those of observers and the one that asks. */
    public List<String> connections(String type) {
        return String.valueOf(call("CLIENT", "LIST", "TYPE", type))
                .lines()
                .filter(line -> !line.contains(" name=" + OBSERVER + " ") && !line.contains(" cmd=client|list "))
                .map(line -> line.substring("id=".length(), line.indexOf(' ')))
                .toList();
    }

    /** A copy of what a server with {@code --appendonly yes} has on disk now, for {@link #putBack}. */
    public Path snapshot() {
        try {
            Path copy = Files.createTempDirectory(directory, "snapshot-");
            copyFiles(directory.resolve(APPENDED), copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the next start find what a snapshot holds. Call it while the server is down. */
    public void putBack(Path snapshot) {
        forget();
        try {
            copyFiles(snapshot, Files.createDirectory(directory.resolve(APPENDED)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what is on disk. Call it while the server is down. */
    public void forget() {
        deleteAll(directory.resolve(APPENDED));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList())
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteAll(Path root) {
        if (!Files.exists(root)) return;
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it from running, without ending it: its connections stay open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            String id = Long.toString(pid());
            new ProcessBuilder("kill", "-" + name, id).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process that runs. */
    public long pid() {
        return java.util.Objects.requireNonNull(process).pid();
    }

    /** Processor time that the server has used. */
    public Duration cpu() {
        return java.util.Objects.requireNonNull(process)
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    /** How often it has executed a command, scripts' own included. @param command as {@code INFO commandstats} names it */
    public long calls(String command) {
        String line = "cmdstat_" + command + ":calls=";
        return String.valueOf(call("INFO", "commandstats"))
                .lines()
                .filter(stat -> stat.startsWith(line))
                .mapToLong(stat -> Long.parseLong(stat.substring(line.length(), stat.indexOf(','))))
                .sum();
    }

    /** One command on a connection of its own; an error is a text that begins with a minus. */
    public @Nullable Object call(String... words) {
        try (RespClient client = new RespClient(port)) {
            return client.call(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it and removes its directory. */
    @Override
    public void close() {
        kill();
        deleteAll(directory);
    }
}
