package io.tidings.chaos;

import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import java.util.List;
import java.util.Random;

/** What may befall two pods that follow the primary which sentinels name: there is one replica to fail over to. */
final class SentinelFaults {
    private final RedisSentinels redis;
    private final Pods pods;

    SentinelFaults(RedisSentinels redis, Pods pods) {
        this.redis = redis;
        this.pods = pods;
    }

    List<Fault> all() {
        return List.of(
                new Fault("fail-over ordered", 3, true, this::order),
                new Fault(Loss.KILLED, 2, true, random -> kill(random, 0)),
                new Fault(
                        Loss.KILLED + ", replica behind", 3, true, random -> kill(random, 200 + random.nextInt(1_500))),
                new Fault("primary frozen", 2, true, this::freeze),
                new Fault(
                        "command connections cut",
                        2,
                        false,
                        random -> redis.primary().cut("normal", random::nextBoolean)),
                new Fault(
                        "subscriptions cut", 2, false, random -> redis.primary().cut("pubsub", random::nextBoolean)),
                new Fault("sentinel killed", 1, false, this::killSentinel),
                new Fault("pod killed", 1, false, random -> pods.replace(random.nextInt(pods.size()))));
    }

    /** The primary, once the others replicate it: the sentinels of a machine that is held up fail over by themselves. */
    private RedisServer wholePrimary() {
        redis.rejoin();
        return redis.primary();
    }

    private RedisServer replica(RedisServer primary) {
        return redis.servers().stream()
                .filter(server -> server != primary)
                .findFirst()
                .orElseThrow();
    }

    /** The old primary goes on to take messages for a while. */
    private void order(Random random) {
        RedisServer primary = wholePrimary();
        redis.failOver();
        rejoin(random, primary);
    }

    /** @param lagMillis how long before its end the primary has lost its replica; 0: not at all */
    private void kill(Random random, int lagMillis) {
        RedisServer primary = wholePrimary();
        RedisServer replica = replica(primary);
        if (lagMillis > 0) {
            replica.call("CONFIG", "SET", "masterauth", "refused");
            primary.call("CLIENT", "KILL", "TYPE", "replica");
            StandaloneFaults.pause(lagMillis);
        }
        primary.kill();
        redis.awaitSuccessor(primary);
        replica.call("CONFIG", "SET", "masterauth", "");
        primary.run();
        rejoin(random, primary);
    }

    /** For long enough that it is replaced, and thawed with what lies in its connections. */
    private void freeze(Random random) {
        RedisServer primary = wholePrimary();
        primary.freeze();
        redis.awaitSuccessor(primary);
        StandaloneFaults.pause(random.nextInt(3_000));
        primary.thaw();
        rejoin(random, primary);
    }

    private void rejoin(Random random, RedisServer demoted) {
        redis.awaitSuccessor(demoted);
        StandaloneFaults.pause(random.nextInt(2_000));
        redis.rejoin();
    }

    private void killSentinel(Random random) {
        RedisServer sentinel =
                redis.sentinels().get(random.nextInt(redis.sentinels().size()));
        sentinel.kill();
        StandaloneFaults.pause(random.nextInt(2_000));
        sentinel.run();
        redis.awaitWhole();
    }
}
