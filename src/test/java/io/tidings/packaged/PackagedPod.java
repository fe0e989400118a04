package io.tidings.packaged;

import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One pod: the packaged application as a process of its own, on free ports of the loopback. The property
 * {@code tidings.engine} chooses its engine, unless its environment does.
 */
public final class PackagedPod implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private PackagedPod(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * Starts a pod that knows the tests' secret, and waits until it is ready.
     *
     * @param options of its JVM, or of the executable
     */
    public static PackagedPod start(Map<String, String> environment, String... options) {
        return launch(environment, options).ready();
    }

    /** As {@link #start}, but of the version whose jar {@code -Dtidings.other} names, if it does. */
    public static PackagedPod startOther(Map<String, String> environment) {
        String other = System.getProperty("tidings.other", "");
        Artifact version = other.isEmpty() ? Artifact.ofTheLastBuild() : Artifact.jar(Path.of(other));
        return launch(version, environment, List.of(), List.of()).ready();
    }

    /** Starts a pod and does not wait; on the engine that {@code -Dtidings.engine} names, if it does. */
    public static PackagedPod launch(Map<String, String> environment, String... options) {
        return launch(Artifact.ofTheLastBuild(), environment, List.of(options), List.of());
    }

    /** Runs a command of the packaged application, and does not wait. */
    public static PackagedPod command(Map<String, String> environment, String command) {
        return launch(Artifact.ofTheLastBuild(), environment, List.of(), List.of(command));
    }

    private static PackagedPod launch(
            Artifact artifact, Map<String, String> environment, List<String> options, List<String> arguments) {
        try {
            int port = RedisServer.freePort();
            int managementPort = RedisServer.freePort();
            Path log = Files.createTempFile("tidings-pod-" + port + "-", ".log");
            List<String> all = new ArrayList<>(List.of("-Xmx384m"));
            all.addAll(options);
            List<String> command = artifact.command(all);
            command.addAll(arguments);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            String engine = System.getProperty("tidings.engine", "");
            if (!engine.isEmpty()) builder.environment().put("TIDINGS_ENGINE", engine);
            builder.environment().put("TIDINGS_AUTH_SECRET", TestTokens.SECRET);
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            environment.forEach((name, value) -> {
                if (value.isEmpty()) builder.environment().remove(name);
                else builder.environment().put(name, value);
            });
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return new PackagedPod(started, log, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This one, once it is ready; it is not left behind when it never is. */
    private PackagedPod ready() {
        try {
            awaitReady();
            return this;
        } catch (RuntimeException | Error never) {
            close();
            throw never;
        }
    }

    public void awaitReady() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) throw new IllegalStateException("the pod has ended: " + log());
                    return readiness().map(answer -> answer.statusCode() == 200).orElse(false);
                });
    }

    /** The answer of the readiness probe; empty while nothing listens. */
    public java.util.Optional<HttpResponse<String>> readiness() {
        try {
            return java.util.Optional.of(management("/q/health/ready"));
        } catch (IOException nobodyListens) {
            return java.util.Optional.empty();
        }
    }

    /** Asks the management port. */
    public HttpResponse<String> management(String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number among the metrics; 0 when it is not there. @param name with its labels, as it is written there */
    public double metric(String name) {
        try {
            return management("/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Megabytes of memory that the process has had at most, heap and all else (Linux). */
    public long mostMemory() {
        try (var status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String peak =
                    status.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
            return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the service listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where health and metrics are. */
    public int managementPort() {
        return managementPort;
    }

    public Process process() {
        return process;
    }

    /** All that the pod has printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps all that the pod has printed in a file of this folder. */
    public void keepLog(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(log, folder.resolve("pod-" + port + ".log"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end. @return whether it came in time */
    public boolean awaitEnd(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitEnd(Duration.ofSeconds(10));
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
