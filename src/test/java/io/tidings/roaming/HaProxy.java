package io.tidings.roaming;

import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real HAProxy by {@code deploy/haproxy.cfg}, in front of pods that come and go. */
final class HaProxy implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("deploy/haproxy.cfg");
    private static final int PLACES = 20;
    /** Lets it be told of pods, as it would hear of them from a cluster's DNS. */
    private static final String COMMANDS = """
            global
              stats socket ipv4@127.0.0.1:%d level admin
            """;

    private final int port = RedisServer.freePort();
    private final int commands = RedisServer.freePort();
    private final List<@Nullable PackagedPod> places = new ArrayList<>(Collections.nCopies(PLACES, null));
    private final Path addition;
    private final Process process;

    /**
     * The most that came from clients within one second.
     *
     * @param connections that were opened
     * @param requests on new and on kept connections
     */
    record Peak(int connections, int requests) {}

    private HaProxy() throws IOException {
        addition = Files.createTempFile("haproxy-", ".cfg");
        Files.writeString(addition, COMMANDS.formatted(commands));
        ProcessBuilder builder = new ProcessBuilder(
                        "haproxy", "-db", "-f", CONFIGURATION.toString(), "-f", addition.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TIDINGS_BIND", "127.0.0.1:" + port);
        builder.environment().put("TIDINGS_PODS", "127.0.0.1");
        process = builder.start();
    }

    /** Starts one that knows of no pod. */
    static HaProxy start() {
        try {
            HaProxy proxy = new HaProxy();
            Awaitility.await("HAProxy").atMost(Duration.ofSeconds(60)).until(proxy::answers);
            for (int i = 0; i < PLACES; i++) proxy.say("set server " + place(i) + " state maint");
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("HAProxy does not start: is it installed?", e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) throw new IllegalStateException("HAProxy has ended: try -c -f " + CONFIGURATION);
        try {
            return say("show info").contains("Version");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Where clients find the service. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends clients to a pod too, as long as it is ready. */
    void add(PackagedPod pod) {
        int free = places.indexOf(null);
        places.set(free, pod);
        say("set server " + place(free) + " addr 127.0.0.1 port " + pod.uri().getPort());
        say("set server " + place(free) + " check-port " + pod.managementPort());
        say("set server " + place(free) + " state ready");
    }

    /** Sends nobody to a pod any more; whoever is there stays. */
    void retire(PackagedPod pod) {
        say("set server " + place(places.indexOf(pod)) + " state drain");
    }

    /** Forgets a pod that has ended. */
    void forget(PackagedPod pod) {
        int left = places.indexOf(pod);
        places.set(left, null);
        say("set server " + place(left) + " state maint");
    }

    private static String place(int index) {
        return "pods/pod" + (index + 1);
    }

    /** The most in one second since the last call. */
    Peak peak() {
        List<String> lines = say("show stat").lines().toList();
        List<String> names = List.of(lines.get(0).split(","));
        String[] clients = lines.stream()
                .filter(line -> line.startsWith("clients,FRONTEND,"))
                .findFirst()
                .orElseThrow()
                .split(",");
        say("clear counters all");
        return new Peak(
                Integer.parseInt(clients[names.indexOf("conn_rate_max")]),
                Integer.parseInt(clients[names.indexOf("req_rate_max")]));
    }

    private String say(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), commands)) {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            Files.deleteIfExists(addition);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
