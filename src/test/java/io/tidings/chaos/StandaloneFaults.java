package io.tidings.chaos;

import io.tidings.redis.RedisProxy;
import io.tidings.redis.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What may befall two pods, each of which has a road of its own to the one Redis that there is. */
final class StandaloneFaults {
    private static final String LIMITED = "4mb 4mb 0";
    private static final String MEGABYTE = "x".repeat(1 << 20);
    private static final int MOST_MEGABYTES = 64;
    private static final int SNAPSHOTS = 3;

    private final RedisServer redis;
    private final List<RedisProxy> roads;
    private final Pods pods;
    private final List<String> channels;
    private final List<Path> snapshots = new ArrayList<>();

    StandaloneFaults(RedisServer redis, List<RedisProxy> roads, Pods pods, List<String> channels) {
        this.redis = redis;
        this.roads = roads;
        this.pods = pods;
        this.channels = channels;
    }

    List<Fault> all() {
        return List.of(
                new Fault("command connections cut", 3, false, random -> cut("normal", random)),
                new Fault("subscriptions cut", 3, false, random -> cut("pubsub", random)),
                new Fault("output buffer overrun", 2, false, this::overrun),
                new Fault("network cut", 3, false, this::cutNetwork),
                new Fault("Redis frozen", 3, false, this::freeze),
                new Fault("Redis killed, disk kept", 3, false, this::crash),
                new Fault("Redis killed, disk lost", 2, true, this::crashAndForget),
                new Fault("older snapshot restored", 3, true, this::restore),
                new Fault("FLUSHALL", 2, true, random -> redis.call("FLUSHALL")),
                new Fault("channel rewound", 2, true, this::rewind),
                new Fault("position lost", 1, false, random -> redis.call("DEL", Recorder.position(any(random)))),
                new Fault("log lost", 1, true, random -> redis.call("DEL", Recorder.log(any(random)))),
                new Fault("log and position lost", 1, true, this::evict),
                new Fault("log trimmed", 1, true, this::trim),
                new Fault("memory full", 1, false, this::fillMemory),
                new Fault("pod killed", 2, false, random -> pods.replace(random.nextInt(pods.size()))));
    }

    private String any(Random random) {
        return channels.get(random.nextInt(channels.size()));
    }

    /** One of the pods' connections for certain, each of the others or not. */
    private void cut(String type, Random random) {
        BooleanSupplier coin = random::nextBoolean;
        List<String> first = new ArrayList<>();
        redis.cut(type, () -> first.isEmpty() ? first.add(type) : coin.getAsBoolean());
    }

    /** One pod takes nothing from Redis until Redis has had enough of it; what fills the buffer is no message. */
    private void overrun(Random random) {
        RedisProxy road = roads.get(random.nextInt(roads.size()));
        redis.call("CONFIG", "SET", "client-output-buffer-limit", "pubsub " + LIMITED);
        List<String> before = redis.connections("pubsub");
        road.hold(true);
        for (int i = 0; i < MOST_MEGABYTES && redis.connections("pubsub").containsAll(before); i++)
            redis.call("PUBLISH", Recorder.topic(channels.get(0)), MEGABYTE);
        road.hold(false);
        redis.call("CONFIG", "SET", "client-output-buffer-limit", "pubsub 32mb 8mb 60");
    }

    private void cutNetwork(Random random) {
        RedisProxy road = roads.get(random.nextInt(roads.size()));
        road.refuse(true);
        pause(100 + random.nextInt(3_000));
        road.refuse(false);
    }

    /** For 1 to 10 s, short ones more often. */
    private void freeze(Random random) {
        redis.freeze();
        pause(1_000 + (int) (9_000 * Math.pow(random.nextDouble(), 2)));
        redis.thaw();
    }

    private void crash(Random random) {
        redis.kill();
        pause(random.nextInt(500));
        redis.run();
    }

    private void crashAndForget(Random random) {
        redis.kill();
        redis.forget();
        redis.run();
    }

    /** Takes a snapshot on the way, and goes back to one of the last. One pod comes back later and finds another tail. */
    private void restore(Random random) {
        snapshots.add(redis.snapshot());
        if (snapshots.size() > SNAPSHOTS) snapshots.remove(0);
        pause(random.nextInt(2_000));
        RedisProxy late = roads.get(random.nextInt(roads.size()));
        redis.kill();
        redis.putBack(snapshots.get(random.nextInt(snapshots.size())));
        late.refuse(true);
        redis.run();
        pause(random.nextInt(500));
        late.refuse(false);
    }

    /** A channel is what it was a moment ago, and nobody's connection knows of it. */
    private void rewind(Random random) {
        String channel = any(random);
        Rewind.keep(redis, channel);
        pause(200 + random.nextInt(1_000));
        Rewind.back(redis, channel);
    }

    private void evict(Random random) {
        String channel = any(random);
        redis.call("DEL", Recorder.log(channel), Recorder.position(channel));
    }

    private void trim(Random random) {
        redis.call("XTRIM", Recorder.log(any(random)), "MAXLEN", String.valueOf(random.nextInt(20)));
    }

    private void fillMemory(Random random) {
        redis.call("CONFIG", "SET", "maxmemory", "1mb");
        pause(200 + random.nextInt(1_000));
        redis.call("CONFIG", "SET", "maxmemory", "0");
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
