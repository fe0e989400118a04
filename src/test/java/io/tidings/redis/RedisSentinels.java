package io.tidings.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A primary, its replicas and three sentinels that fail over when the primary has been away for a second. */
public final class RedisSentinels implements AutoCloseable {
    public static final String MASTER_NAME = "mymaster";

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();

    private RedisSentinels() {}

    /** All know each other. @param options of every server */
    public static RedisSentinels start(int replicas, String... options) {
        RedisSentinels all = new RedisSentinels();
        RedisServer primary = RedisServer.start(options);
        all.servers.add(primary);
        for (int i = 0; i < replicas; i++)
            all.servers.add(RedisServer.start(
                    Stream.concat(Stream.of(options), Stream.of("--replicaof", "127.0.0.1 " + primary.port()))
                            .toArray(String[]::new)));
        all.awaitReplicas();
        for (int i = 0; i < 3; i++) all.sentinels.add(sentinel(primary));
        all.awaitAcquainted();
        return all;
    }

    /** A sentinel that watches one server. @param more lines of its configuration */
    public static RedisServer sentinel(RedisServer primary, String... more) {
        return sentinel(primary.port(), more);
    }

    /** A sentinel that watches what listens on a port. @param more lines of its configuration */
    public static RedisServer sentinel(int port, String... more) {
        return RedisServer.sentinel(Stream.concat(
                        Stream.of(
                                "sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + port + " 2",
                                "sentinel down-after-milliseconds " + MASTER_NAME + " 1000",
                                "sentinel failover-timeout " + MASTER_NAME + " 3000"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** For tests in which the primary is not to be replaced: it is not taken for dead when the machine merely holds it up. */
    public RedisSentinels steady() {
        for (RedisServer sentinel : sentinels) {
            Object answer = sentinel.call("SENTINEL", "SET", MASTER_NAME, "down-after-milliseconds", "60000");
            if (!"OK".equals(answer)) throw new IllegalStateException("refused: " + answer);
        }
        return this;
    }

    /** The addresses of the sentinels. */
    public List<String> uris() {
        return sentinels.stream().map(RedisServer::uri).toList();
    }

    public List<RedisServer> sentinels() {
        return sentinels;
    }

    public List<RedisServer> servers() {
        return servers;
    }

    /** The server that most of the sentinels name. */
    public RedisServer primary() {
        return servers.stream()
                .filter(server -> 2
                                * sentinels.stream()
                                        .filter(each -> names(each, server))
                                        .count()
                        > sentinels.size())
                .findFirst()
                .orElseThrow();
    }

    private static boolean names(RedisServer sentinel, RedisServer server) {
        Object address = sentinel.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
        return String.valueOf(server.port()).equals(((List<?>) Objects.requireNonNull(address)).get(1));
    }

    /** Grows with each fail-over; waits until all sentinels know the last one, and so name its primary. */
    public long epoch() {
        return RedisServer.soon("the sentinels of one epoch")
                .ignoreExceptions()
                .until(
                        () -> sentinels.stream().map(RedisSentinels::epoch).collect(Collectors.toSet()),
                        epochs -> epochs.size() == 1)
                .iterator()
                .next();
    }

    private static long epoch(RedisServer sentinel) {
        List<?> master = (List<?>) Objects.requireNonNull(sentinel.call("SENTINEL", "MASTER", MASTER_NAME));
        return Long.parseLong(String.valueOf(master.get(master.indexOf("config-epoch") + 1)));
    }

    /** Orders a fail-over: the primary goes on as if nothing had happened, until it is told that it is none any more. */
    public void failOver() {
        RedisServer.soon("the fail-over")
                .until(() -> "OK".equals(sentinels.get(0).call("SENTINEL", "FAILOVER", MASTER_NAME)));
    }

    /** Makes all others replicate the primary; the sentinels would do so in some ten seconds. */
    public void rejoin() {
        RedisServer.soon("the replicas").ignoreExceptions().until(() -> {
            RedisServer primary = primary();
            return servers.stream()
                    .filter(server -> server != primary)
                    .map(server -> server.call("REPLICAOF", "127.0.0.1", String.valueOf(primary.port())))
                    .allMatch(answer -> String.valueOf(answer).startsWith("OK"));
        });
        awaitWhole();
    }

    /** Waits until the sentinels name another server than this one. */
    public void awaitSuccessor(RedisServer of) {
        RedisServer.soon("another primary").ignoreExceptions().until(() -> primary() != of);
    }

    /** Waits until one server is the primary and all others replicate it, and the sentinels know it. */
    public void awaitWhole() {
        awaitReplicas();
        awaitAcquainted();
    }

    private void awaitReplicas() {
        RedisServer.soon("replication").ignoreExceptions().until(() -> {
            List<String> roles = servers.stream()
                    .map(server -> String.valueOf(server.call("INFO", "replication")))
                    .toList();
            long primaries =
                    roles.stream().filter(role -> role.contains("role:master")).count();
            long replicas = roles.stream()
                    .filter(role -> role.contains("master_link_status:up"))
                    .count();
            return primaries == 1 && replicas == servers.size() - 1;
        });
    }

    private void awaitAcquainted() {
        RedisServer.soon("the sentinels")
                .ignoreExceptions()
                .until(() -> sentinels.stream().allMatch(this::isAcquainted));
    }

    private boolean isAcquainted(RedisServer sentinel) {
        List<?> master = (List<?>) Objects.requireNonNull(sentinel.call("SENTINEL", "MASTER", MASTER_NAME));
        String facts = IntStream.range(0, master.size() / 2)
                .mapToObj(i -> master.get(2 * i) + "=" + master.get(2 * i + 1))
                .collect(Collectors.joining(" ", " ", " "));
        List<?> replicas = (List<?>) Objects.requireNonNull(sentinel.call("SENTINEL", "REPLICAS", MASTER_NAME));
        return facts.contains(" flags=master ")
                && facts.contains(" num-other-sentinels=" + (sentinels.size() - 1) + " ")
                && replicas.size() == servers.size() - 1
                && replicas.stream().allMatch(replica -> replica.toString().contains("flags, slave,"));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        servers.forEach(RedisServer::close);
    }
}
