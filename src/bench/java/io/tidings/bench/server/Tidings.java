package io.tidings.bench.server;

import io.tidings.auth.TestTokens;
import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Mark;
import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Poster;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Transport;
import io.tidings.redis.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The packaged application, with limits that a benchmark from one address and with one token needs. */
public final class Tidings extends HttpPeer {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Map<String, String> LIMITS = Map.of(
            "TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "1000000",
            "TIDINGS_LIMITS_CONNECTS_PER_SECOND", "1000000",
            "TIDINGS_LIMITS_COMMANDS_PER_SECOND", "1000000");

    private final Kind kind;
    private final String base;
    private final String token;
    private final @Nullable RedisServer redis;

    /**
     * One way of running it.
     *
     * @param name  as reports name it
     * @param flags of the JVM
     */
    public record Kind(String name, String engine, boolean overRedis, List<String> flags) {}

    private Tidings(Kind kind, ServerProcess process, String base, @Nullable RedisServer redis) {
        super(process);
        this.kind = kind;
        this.base = base;
        this.redis = redis;
        this.token = token("bench");
    }

    private static String token(String subject) {
        return TestTokens.hs256().subject(subject).subscribe("**").publish("**").sign();
    }

    static Tidings start(Place place, Kind kind) {
        int port = ServerProcess.freePort();
        int management = ServerProcess.freePort();
        Map<String, String> environment = new HashMap<>(LIMITS);
        environment.put("TIDINGS_ENGINE", kind.engine());
        environment.put("TIDINGS_AUTH_SECRET", TestTokens.SECRET);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        RedisServer redis = kind.overRedis() ? RedisServer.start() : null;
        if (redis != null) {
            Commands.run(Path.of("."), "taskset", "-a", "-p", "-c", "" + place.client(), "" + redis.pid());
            environment.put("TIDINGS_BACKBONE", "redis");
            environment.put("QUARKUS_REDIS_HOSTS", redis.uri());
        }
        List<String> command = new ArrayList<>();
        command.add(program("java"));
        command.addAll(kind.flags());
        command.addAll(List.of("-jar", JAR.toString()));
        ServerProcess process = ServerProcess.start(place, kind.name(), environment, command);
        process.awaitPort(port);
        return new Tidings(kind, process, "http://127.0.0.1:" + port, redis);
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public String version() {
        return "Tidings, engine " + kind.engine() + ", backbone " + (kind.overRedis() ? "redis" : "memory") + ", "
                + String.join(" ", kind.flags());
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.values());
    }

    @Override
    public boolean takesBatches() {
        return true;
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public Opening opening(Transport transport, String channel, int replay) {
        return opening(transport, channel, replay, token);
    }

    /** The same by a user with a token of its own. */
    public Opening openingOf(String subject, String channel) {
        return opening(Transport.WEBSOCKET, channel, 0, token(subject));
    }

    private Opening opening(Transport transport, String channel, int replay, String bearer) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + bearer);
        String since = replay > 0 ? "last:" + replay : "latest";
        if (transport == Transport.SSE)
            return new Opening(
                    transport,
                    URI.create(base + "/v1/stream?channel=" + channel + "&since=" + since),
                    headers,
                    "",
                    "event: welcome");
        String connect = "{\"type\":\"connect\",\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\""
                + since + "\"}]}";
        return new Opening(transport, URI.create(base + "/v1/ws"), headers, connect, "\"type\":\"welcome\"");
    }

    @Override
    URI publishUri(String channel) {
        return URI.create(base + "/v1/channels/" + channel + "/messages");
    }

    @Override
    Poster.Target target(String channel, int size) {
        return new Poster.Target(publishUri(channel), headers("application/json"), Mark.data(size));
    }

    private Map<String, String> headers(String type) {
        return Map.of("Content-Type", type, "Authorization", "Bearer " + token);
    }

    @Override
    public Publisher publisher(Loops loops, List<String> channels, int size, int batch, Backpressure backpressure) {
        if (batch == 1) return super.publisher(loops, channels, size, batch, backpressure);
        List<Poster.Target> targets = new ArrayList<>();
        for (int from = 0; from < Math.max(channels.size(), batch); from += batch) {
            StringBuilder lines = new StringBuilder();
            for (int i = from; i < from + batch; i++)
                lines.append("{\"channel\":\"")
                        .append(channels.get(i % channels.size()))
                        .append("\",\"data\":")
                        .append(Mark.data(size))
                        .append("}\n");
            targets.add(new Poster.Target(
                    URI.create(base + "/v1/messages"), headers("application/x-ndjson"), lines.toString()));
        }
        return new Poster(loops, targets, CONNECTIONS / 8, backpressure);
    }

    /** Bytes of the heap that are in use after a full collection. */
    public long heapBytes() {
        return JavaHeap.used(program("jcmd"), process().pid());
    }

    /** Seconds of processor time of Redis; 0 when there is none. */
    public double redisCpuSeconds() {
        return redis == null ? 0 : redis.cpu().toNanos() / 1e9;
    }

    @Override
    public void close() {
        super.close();
        if (redis != null) redis.close();
    }
}
