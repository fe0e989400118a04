package io.tidings.bench.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process on a core of its own, and what the kernel tells of it and of its children. */
public final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final double TICKS_A_SECOND = 100;
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
    private static final Pattern SEGMENTS = Pattern.compile("data_segs_out:(\\d+)");

    private final @Nullable Process process;
    private final ProcessHandle handle;
    private final Path log;
    private int port;

    private ServerProcess(@Nullable Process process, ProcessHandle handle, Path log) {
        this.process = process;
        this.handle = handle;
        this.log = log;
    }

    /** One that somebody else has started. */
    static ServerProcess running(long pid, int port) {
        ServerProcess process = new ServerProcess(null, ProcessHandle.of(pid).orElseThrow(), Path.of("its own log"));
        process.port = port;
        return process;
    }

    /** Starts a command on the core of the servers; its output goes to a file. */
    static ServerProcess start(Place place, String name, Map<String, String> environment, List<String> command) {
        try {
            Path log = place.log(name);
            Files.createDirectories(log.toAbsolutePath().getParent());
            List<String> pinned = new ArrayList<>(place.serverPrefix());
            pinned.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServerProcess(process, process.toHandle(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of loopback that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it listens on the port that readers connect to. */
    void awaitPort(int awaited) {
        port = awaited;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                if (!handle.isAlive() || System.nanoTime() > deadline)
                    throw new IllegalStateException("nobody listens on " + port + ": see " + log, notYet);
                pause(50);
            }
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it reads from. */
    OutputStream input() {
        return Objects.requireNonNull(process, "started by somebody else").getOutputStream();
    }

    public long pid() {
        return handle.pid();
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(handle), handle.descendants());
    }

    /** Seconds of processor time, of user and kernel. */
    public double cpuSeconds() {
        return all().mapToDouble(each -> cpuSeconds(each.pid())).sum();
    }

    /** Seconds of processor time that the compilers of a JVM have taken; 0 of anything else. */
    public double compilerSeconds() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid() + "/task"))) {
            return threads.filter(
                            each -> COMPILER.matcher(read(each.resolve("comm"))).lookingAt())
                    .mapToDouble(each -> stated(each.resolve("stat")))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    /** Seconds of processor time of one process. */
    public static double cpuSeconds(long pid) {
        return stated(Path.of("/proc/" + pid + "/stat"));
    }

    private static double stated(Path file) {
        String stat = read(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /**
     * Segments with data that its open connections have sent so far. On loopback a segment holds 64 KB, so each write to a socket
     * is one, whatever call it was made by.
     */
    public long segments() {
        String sockets = Commands.run(Path.of("."), "ss", "-tinH", "state", "established", "sport", "=", ":" + port);
        return SEGMENTS.matcher(sockets)
                .results()
                .mapToLong(each -> Long.parseLong(each.group(1)))
                .sum();
    }

    /** Bytes of memory that are resident. */
    public long residentBytes() {
        return all().mapToLong(each -> 1024 * number("/proc/" + each.pid() + "/status", "VmRSS:"))
                .sum();
    }

    private static long number(String file, String field) {
        return read(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line ->
                        Long.parseLong(line.substring(field.length()).strip().split("\\s")[0]))
                .findFirst()
                .orElse(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and then its children, which it would start again. */
    @Override
    public void close() {
        if (process == null) return;
        List<ProcessHandle> children = handle.descendants().toList();
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            children.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
