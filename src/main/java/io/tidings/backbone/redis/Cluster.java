package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each master of a cluster owns its slots, as one node tells, which is asked every two seconds and at every suspicion. It is
 * asked as long as it answers, so that no other node's older view takes a slot back; the next one is asked when it does
 * not, when it has lost the cluster, or when a suspicion found nothing new.
 */
final class Cluster implements Topology {
    private static final System.Logger LOG = System.getLogger(Cluster.class.getName());
    private static final long PERIOD_MILLIS = 2_000;

    private final Vertx vertx;
    private final RedisOptions options;
    private final List<String> seeds;
    private final Rounds rounds;
    private Runnable changed = () -> {};
    private Set<String> nodes = Set.of();
    private @Nullable String[] owners = new String[Slots.COUNT];
    private String asked;
    private Inquiry inquiry;
    private boolean suspected;
    private String found = "it has not been asked yet";

    /** @param options hosts are some of the nodes; all are spoken to as the first of them says */
    Cluster(Vertx vertx, RedisOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.seeds = options.getEndpoints().stream()
                .map(address -> Endpoint.of(address).address())
                .toList();
        this.rounds = new Rounds(vertx, PERIOD_MILLIS, this::ask);
        this.asked = seeds.get(0);
        this.inquiry = new Inquiry(vertx, options, asked);
    }

    @Override
    public void start(Runnable listener) {
        changed = listener;
        rounds.start();
    }

    @Override
    public PubSub pubSub() {
        return PubSub.SHARDED;
    }

    @Override
    public Set<String> nodes() {
        return nodes;
    }

    @Override
    public @Nullable String owner(Channel channel) {
        return owners[Slots.of(channel)];
    }

    @Override
    public String description() {
        return "no node tells of the cluster: " + found;
    }

    @Override
    public void suspect() {
        suspected = true;
        rounds.soon();
    }

    @Override
    public void stop() {
        changed = () -> {};
        rounds.stop();
        inquiry.close();
    }

    private Future<?> ask() {
        Request info = Request.cmd(Command.CLUSTER).arg("INFO");
        Request slots = Request.cmd(Command.CLUSTER).arg("SLOTS");
        boolean wasSuspected = suspected;
        suspected = false;
        return inquiry.ask(info, slots)
                .<Void>map(answers -> {
                    onAnswers(answers, wasSuspected);
                    return null;
                })
                .onFailure(cause -> onNoAnswer(String.valueOf(cause.getMessage())));
    }

    private void onNoAnswer(String why) {
        toNext(why);
        suspect();
    }

    /** A node that has lost the others goes on to tell what it knew: it is not believed. */
    private void onAnswers(List<@Nullable Response> answers, boolean wasSuspected) {
        if (!String.valueOf(answers.get(0)).contains("cluster_state:ok")) {
            onNoAnswer(Link.name(asked) + " says that the cluster is not ok");
            return;
        }
        @Nullable String[] told = owners(Objects.requireNonNull(answers.get(1)));
        if (Arrays.equals(told, owners)) {
            if (wasSuspected) toNext("nothing new");
        } else {
            onOwners(told);
        }
    }

    private @Nullable String[] owners(Response slots) {
        @Nullable String[] told = new String[Slots.COUNT];
        for (Response range : slots) {
            Response master = range.get(2);
            String address = address(master.get(0), master.get(1).toInteger());
            Arrays.fill(told, range.get(0).toInteger(), range.get(1).toInteger() + 1, address);
        }
        return told;
    }

    /** A node that does not know its own address leaves it out: it is where it was asked. */
    private String address(@Nullable Response host, int port) {
        String known = host == null ? "" : host.toString();
        String at = known.isEmpty() || known.equals("?") ? Endpoint.of(asked).host() : known;
        return Endpoint.of(seeds.get(0)).at(at, port).address();
    }

    private void onOwners(@Nullable String[] told) {
        owners = told;
        Set<String> before = nodes;
        nodes = Stream.of(told).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        if (!nodes.equals(before))
            LOG.log(
                    System.Logger.Level.INFO,
                    "The cluster has masters; nodes={0}",
                    nodes.stream().map(Link::name).sorted().toList());
        changed.run();
    }

    /** Asks another node from now on: those that own slots and those that are configured, in turn. */
    private void toNext(String why) {
        found = why;
        Set<String> known = new LinkedHashSet<>(seeds);
        nodes.stream().sorted().forEach(known::add);
        List<String> all = new ArrayList<>(known);
        asked = all.get((all.indexOf(asked) + 1) % all.size());
        inquiry.close();
        inquiry = new Inquiry(vertx, options, asked);
    }
}
