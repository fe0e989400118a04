package io.tidings.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster on loopback, without any tool: masters that share the slots evenly, and perhaps a replica of each. */
public final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();

    private RedisCluster() {}

    /** All agree on who has which slot. @param options of every server */
    public static RedisCluster start(int masters, boolean replicas, String... options) {
        RedisCluster cluster = new RedisCluster();
        for (int i = 0; i < (replicas ? 2 : 1) * masters; i++) cluster.add(options);
        for (int i = 0; i < masters; i++)
            ok(cluster.servers
                    .get(i)
                    .call(
                            "CLUSTER",
                            "ADDSLOTSRANGE",
                            Integer.toString(i * SLOTS / masters),
                            Integer.toString((i + 1) * SLOTS / masters - 1)));
        cluster.meet();
        for (int i = masters; i < cluster.servers.size(); i++) cluster.replicate(i, i - masters);
        cluster.awaitWhole();
        return cluster;
    }

    private void add(String... options) {
        int busPort = RedisServer.freePort();
        Stream<String> own = Stream.of(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(busPort),
                "--cluster-node-timeout",
                "1000");
        servers.add(RedisServer.start(Stream.concat(own, Stream.of(options)).toArray(String[]::new)));
        busPorts.add(busPort);
    }

    private void meet() {
        for (int i = 0; i < servers.size(); i++)
            ok(servers.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1)));
        RedisServer.soon("the nodes met").until(() -> {
            introduce();
            return servers.stream().allMatch(this::knowsAll);
        });
    }

    /** RACE: a node forgets whom it is to meet when that one is held up for longer than the nodes' timeout. */
    private void introduce() {
        String known = nodes(servers.get(0));
        for (int i = 1; i < servers.size(); i++) {
            String port = Integer.toString(servers.get(i).port());
            if (!known.contains(" 127.0.0.1:" + port + "@"))
                ok(servers.get(0)
                        .call(
                                "CLUSTER",
                                "MEET",
                                "127.0.0.1",
                                port,
                                busPorts.get(i).toString()));
        }
    }

    private boolean knowsAll(RedisServer server) {
        String known = nodes(server);
        return known.lines().count() == servers.size() && !known.contains("handshake");
    }

    /** For tests in which no master is to be replaced: none is taken for dead that the machine merely holds up. */
    public RedisCluster steady() {
        servers.forEach(server -> ok(server.call("CONFIG", "SET", "cluster-node-timeout", "60000")));
        return this;
    }

    private void replicate(int replica, int master) {
        String id = id(servers.get(master));
        RedisServer.soon("the replica")
                .until(() -> "OK".equals(servers.get(replica).call("CLUSTER", "REPLICATE", id)));
    }

    /** Waits until all nodes agree on all slots and every replica follows its master. */
    public void awaitWhole() {
        RedisServer.soon("the cluster").ignoreExceptions().until(() -> {
            List<String> views =
                    servers.stream().map(RedisCluster::masters).distinct().toList();
            return views.size() == 1 && servers.stream().allMatch(RedisCluster::isWell);
        });
    }

    private static String masters(RedisServer server) {
        return slots(server).stream()
                .map(range -> range.get(0) + "-" + range.get(1) + " " + port(range))
                .sorted()
                .toList()
                .toString();
    }

    private static boolean isWell(RedisServer server) {
        String replication = String.valueOf(server.call("INFO", "replication"));
        return info(server).contains("cluster_state:ok")
                && (replication.contains("role:master") || replication.contains("master_link_status:up"));
    }

    public List<RedisServer> servers() {
        return servers;
    }

    public List<String> uris() {
        return servers.stream().map(RedisServer::uri).toList();
    }

    /** Those who own slots, as the node says. */
    public List<RedisServer> masters() {
        return servers.stream()
                .filter(server -> String.valueOf(server.call("ROLE")).contains("master"))
                .toList();
    }

    /** The slot of a key or topic. */
    public int slot(String key) {
        return ((Long) Objects.requireNonNull(servers.get(0).call("CLUSTER", "KEYSLOT", key))).intValue();
    }

    /** The master of a slot, as this node says. */
    public RedisServer owner(int slot, RedisServer asked) {
        long port = slots(asked).stream()
                .filter(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1))
                .map(RedisCluster::port)
                .findFirst()
                .orElseThrow();
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** The replica of a master, as it says. */
    public RedisServer replica(RedisServer master) {
        return servers.stream()
                .filter(server ->
                        String.valueOf(server.call("ROLE")).startsWith("[slave, 127.0.0.1, " + master.port() + ","))
                .findFirst()
                .orElseThrow();
    }

    /** Begins to move a slot: keys that are missing at its owner are asked for at the other one. */
    public void beginMove(int slot, RedisServer from, RedisServer to) {
        ok(to.call("CLUSTER", "SETSLOT", Integer.toString(slot), "IMPORTING", id(from)));
        ok(from.call("CLUSTER", "SETSLOT", Integer.toString(slot), "MIGRATING", id(to)));
    }

    /** Moves the keys of a slot that is on the move. */
    public void moveKeys(int slot, RedisServer from, RedisServer to) {
        while (true) {
            List<?> keys = (List<?>)
                    Objects.requireNonNull(from.call("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), "100"));
            if (keys.isEmpty()) return;
            List<String> command = new ArrayList<>(
                    List.of("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "", "0", "5000", "KEYS"));
            keys.forEach(key -> command.add(key.toString()));
            from.call(command.toArray(String[]::new));
        }
    }

    /** Hands a slot over whose keys were moved. */
    public void handOver(int slot, RedisServer from, RedisServer to) {
        Stream.of(List.of(to, from), masters())
                .flatMap(List::stream)
                .distinct()
                .forEach(server -> ok(server.call("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", id(to))));
    }

    private static String id(RedisServer server) {
        return String.valueOf(server.call("CLUSTER", "MYID"));
    }

    private static String nodes(RedisServer server) {
        return String.valueOf(server.call("CLUSTER", "NODES"));
    }

    private static String info(RedisServer server) {
        return String.valueOf(server.call("CLUSTER", "INFO"));
    }

    private static List<List<?>> slots(RedisServer server) {
        List<?> ranges = (List<?>) Objects.requireNonNull(server.call("CLUSTER", "SLOTS"));
        return IntStream.range(0, ranges.size())
                .<List<?>>mapToObj(i -> (List<?>) ranges.get(i))
                .toList();
    }

    private static long port(List<?> range) {
        return (Long) ((List<?>) range.get(2)).get(1);
    }

    private static void ok(@Nullable Object answer) {
        if (!"OK".equals(answer)) throw new IllegalStateException("refused: " + answer);
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}
