package io.tidings.backbone.redis;

import io.tidings.model.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One master owns everything: the one that the sentinels name. They are asked, all of them, each second and at every
 * suspicion, since a demoted master goes on to take publications for many seconds and neither an error nor a canary tells.
 * Where they differ, the latest fail-over counts: a sentinel that was cut off names the master before.
 */
final class Sentinels implements Topology {
    private static final System.Logger LOG = System.getLogger(Sentinels.class.getName());
    private static final long PERIOD_MILLIS = 1_000;

    private final Endpoint pattern;
    private final List<Sentinel> sentinels;
    private final Rounds rounds;
    private Runnable changed = () -> {};
    private @Nullable String master;
    /** Goes back only where most of the sentinels have forgotten the fail-over: somebody has set them up anew. */
    private long epoch;

    private boolean suspected;
    private String found = "they have not been asked yet";

    /** @param options hosts are the sentinels; the master is spoken to as the first of them says */
    Sentinels(Vertx vertx, RedisOptions options) {
        this.pattern = Endpoint.of(options.getEndpoint());
        this.sentinels = options.getEndpoints().stream()
                .map(address -> new Sentinel(vertx, options, address))
                .toList();
        this.rounds = new Rounds(vertx, PERIOD_MILLIS, this::askAll);
    }

    @Override
    public void start(Runnable listener) {
        changed = listener;
        rounds.start();
    }

    @Override
    public Set<String> nodes() {
        return master == null ? Set.of() : Set.of(master);
    }

    @Override
    public @Nullable String owner(Channel channel) {
        return master;
    }

    @Override
    public String description() {
        return "the sentinels name no master: " + found;
    }

    @Override
    public void suspect() {
        suspected = true;
        rounds.soon();
    }

    @Override
    public Future<Void> confirm(String address) {
        return rounds.soon()
                .compose(asked -> address.equals(master)
                        ? Future.succeededFuture()
                        : Future.failedFuture("the sentinels name another master"));
    }

    @Override
    public void stop() {
        changed = () -> {};
        rounds.stop();
        sentinels.forEach(Sentinel::close);
    }

    private Future<?> askAll() {
        List<Future<Sentinel.Named>> answers =
                sentinels.stream().map(Sentinel::ask).toList();
        return Future.join(answers)
                .<Void>transform(all -> {
                    onAnswers(answers);
                    return Future.succeededFuture();
                })
                .onFailure(cause -> found = String.valueOf(cause.getMessage()));
    }

    private void onAnswers(List<Future<Sentinel.Named>> answers) {
        List<Sentinel.Named> named = new ArrayList<>();
        for (Future<Sentinel.Named> answer : answers) {
            if (answer.succeeded()) named.add(answer.result());
            else found = String.valueOf(answer.cause().getMessage());
        }
        if (named.isEmpty()) return;
        Sentinel.Named latest = latest(named);
        boolean majority = 2 * named.size() > sentinels.size();
        if (latest.epoch() < epoch && !majority) return;
        epoch = latest.epoch();
        suspected = false;
        onMaster(address(latest));
    }

    /** Of one epoch, what most of them say; of equals, what was said before, unless that is under suspicion. */
    private Sentinel.Named latest(List<Sentinel.Named> named) {
        return Collections.max(
                named,
                Comparator.comparingLong(Sentinel.Named::epoch)
                        .thenComparingInt(each -> Collections.frequency(named, each))
                        .thenComparing(each -> suspected != address(each).equals(master)));
    }

    private String address(Sentinel.Named named) {
        return pattern.at(named.host(), named.port()).address();
    }

    private void onMaster(String named) {
        if (named.equals(master)) return;
        LOG.log(System.Logger.Level.INFO, "The sentinels name a master; node={0}", Link.name(named));
        master = named;
        changed.run();
    }
}
