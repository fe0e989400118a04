package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.client.PublishClient;
import io.tidings.client.Received;
import io.tidings.client.WebSocketClient;
import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisProxy;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * How fast a packaged pod notices each kind of fault. It stands behind a proxy: it has noticed when it connects anew; when the
 * next message comes says more to a user and is printed as well. The audit's period is set to 3 s here.
 */
class NoticeIT {
    private static final String TOKEN =
            TestTokens.hs256().subject("bob").subscribe("**").publish("**").sign();
    private static final int TIMES = 10;
    private static final int CUT_MILLIS = 100;
    private static final int WRONG_MILLIS = 4_000;
    private static final int AUDIT_MILLIS = 3_000;
    /** What it takes to read the log and to tell the gap. */
    private static final int WAY_MILLIS = 100;
    /** A link that was up for less is not tried again at once. */
    private static final int STEADY_MILLIS = 300;
    /** What a busy machine may add now and then; with it a cut is still noticed before a canary would be missed. */
    private static final int HELD_UP_MILLIS = 2_000;

    private static PackagedPod pod(String hosts, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TIDINGS_BACKBONE",
                "redis",
                "QUARKUS_REDIS_HOSTS",
                hosts,
                "TIDINGS_AUDIT",
                Duration.ofMillis(AUDIT_MILLIS).toString()));
        for (int i = 0; i < more.length; i += 2) environment.put(more[i], more[i + 1]);
        return PackagedPod.start(environment);
    }

    /** One pod behind a proxy, a subscriber, and a publisher whose messages say when the subscriber is served again. */
    private static final class Road implements AutoCloseable {
        final RedisServer redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
        final RedisProxy proxy = new RedisProxy(redis);
        final PackagedPod pod = pod(proxy.uri());
        final Ear ear = new Ear(pod, "news");

        /** Breaks something, and measures until the pod connects anew, and until a message comes. */
        void measure(Runnable fault, Runnable repair, int connections, Times noticed, Times served) {
            ear.next();
            StandaloneFaults.pause(STEADY_MILLIS);
            int last = proxy.connections() + connections;
            long begin = System.nanoTime();
            fault.run();
            until(() -> proxy.connections() >= last);
            noticed.between(begin, proxy.connectedAt(last));
            repair.run();
            ear.next();
            served.since(begin);
        }

        @Override
        public void close() {
            ear.close();
            pod.close();
            proxy.close();
            redis.close();
        }
    }

    /** A subscriber, and a publisher that goes on until it is heard. */
    private static final class Ear implements AutoCloseable {
        private final PublishClient publisher;
        private final WebSocketClient client;
        private final String channel;
        private int published;

        Ear(PackagedPod pod, String channel) {
            this.channel = channel;
            publisher = new PublishClient(pod.uri(), TOKEN);
            client = new WebSocketClient(pod.uri(), TOKEN, channel);
            client.connect("latest");
        }

        /** Publishes a message until it is taken, and waits until it has come. */
        void next() {
            String message = String.valueOf(++published);
            until(() -> isTaken(message));
            until(() -> client.data().contains(message));
        }

        private boolean isTaken(String message) {
            try {
                publisher.publish(channel, message);
                return true;
            } catch (RuntimeException away) {
                return false;
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static void until(BooleanSupplier condition) {
        soon().until(condition::getAsBoolean);
    }

    /** As {@link #until}, of servers that may cut whoever asks. */
    private static void untilReached(BooleanSupplier condition) {
        soon().ignoreExceptions().until(condition::getAsBoolean);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static void report(Times noticed, Times served) {
        noticed.print();
        served.print();
        noticed.assertUnder(WRONG_MILLIS, HELD_UP_MILLIS);
    }

    @Test
    void aCutConnectionIsNoticedAtOnce() {
        try (Road road = new Road()) {
            assertCutNoticed(road, "command connection killed", () -> road.redis.cut("normal", () -> true), () -> {});
            assertCutNoticed(road, "subscription killed", () -> road.redis.cut("pubsub", () -> true), () -> {});
            assertCutNoticed(road, "Redis killed and started", road.redis::kill, road.redis::run);
            assertCutNoticed(road, "network reset", () -> road.proxy.refuse(true), () -> road.proxy.refuse(false));
        }
    }

    private static void assertCutNoticed(Road road, String what, Runnable fault, Runnable repair) {
        Times noticed = new Times(what);
        Times served = new Times(what + ", until the next message");
        for (int i = 0; i < TIMES; i++) road.measure(fault, repair, 1, noticed, served);
        noticed.print();
        served.print();
        noticed.assertUnder(CUT_MILLIS, HELD_UP_MILLIS);
    }

    @Test
    void aFrozenServerIsNoticed() {
        try (Road road = new Road()) {
            Times noticed = new Times("Redis frozen");
            Times served = new Times("Redis frozen and thawed as soon as noticed, until the next message");
            for (int i = 0; i < TIMES; i++) road.measure(road.redis::freeze, road.redis::thaw, 1, noticed, served);
            report(noticed, served);
        }
    }

    @Test
    void aServerThatBecomesAReplicaIsNoticed() {
        try (Road road = new Road()) {
            Times noticed = new Times("the one Redis demoted");
            Times served = new Times("the one Redis demoted and promoted, until the next message");
            String nobody = String.valueOf(RedisServer.freePort());
            for (int i = 0; i < TIMES; i++)
                road.measure(
                        () -> road.redis.call("REPLICAOF", "127.0.0.1", nobody),
                        () -> road.redis.call("REPLICAOF", "NO", "ONE"),
                        1,
                        noticed,
                        served);
            report(noticed, served);
        }
    }

    @Test
    void aSubscriptionToAnotherServerThanTheOneThatTakesMessagesIsNoticed() {
        RedisServer other = RedisServer.start();
        try (other;
                Road road = new Road()) {
            Times noticed = new Times("cut, then subscribed to a wrong server");
            Times served = new Times("cut, then subscribed to a wrong server, until the next message");
            for (int i = 0; i < TIMES; i++)
                road.measure(
                        () -> {
                            road.proxy.alternate(other);
                            road.redis.cut("normal", () -> true);
                        },
                        () -> road.proxy.alternate(null),
                        // the two of the wrong link, and the first of the one that takes its place
                        3,
                        noticed,
                        served);
            report(noticed, served);
        }
    }

    @Test
    void aPrimaryThatSentinelDemotesIsLeft() {
        RedisSentinels redis = RedisSentinels.start(1);
        try (redis;
                PackagedPod pod = pod(
                        String.join(",", redis.uris()),
                        "QUARKUS_REDIS_CLIENT_TYPE",
                        "sentinel",
                        "QUARKUS_REDIS_MASTER_NAME",
                        RedisSentinels.MASTER_NAME);
                Ear ear = new Ear(pod, "news")) {
            Times noticed = new Times("SENTINEL FAILOVER, until the pod listens to the new primary");
            Times served = new Times("SENTINEL FAILOVER, until the next message");
            for (int i = 0; i < TIMES; i++) {
                ear.next();
                RedisServer demoted = redis.primary();
                redis.failOver();
                long begin = System.nanoTime();
                untilReached(() -> isLeftFor(demoted, redis));
                noticed.since(begin);
                ear.next();
                served.since(begin);
                redis.awaitSuccessor(demoted);
                redis.rejoin();
            }
            report(noticed, served);
        }
    }

    /** Whether the pod has its subscription at the new primary. Sentinels subscribe as well, to a topic of theirs. */
    private static boolean isLeftFor(RedisServer demoted, RedisSentinels redis) {
        return redis.servers().stream()
                .filter(server -> server != demoted)
                .anyMatch(server -> server.call("PUBSUB", "NUMSUB", Recorder.topic("news")) instanceof List<?> counts
                        && !Long.valueOf(0).equals(counts.get(1)));
    }

    @Test
    void aLogThatChangedBehindOurBackIsNoticedWithinAnAuditPeriod() {
        try (Road road = new Road();
                Quiet quiet = new Quiet(road)) {
            quiet.assertNoticed("FLUSHALL", channels -> road.redis.call("FLUSHALL"));
            quiet.assertNoticed(
                    "log and position lost",
                    channels -> channels.forEach(
                            channel -> road.redis.call("DEL", Recorder.log(channel), Recorder.position(channel))));
            quiet.assertNoticed(
                    "an older log and position restored",
                    channels -> channels.forEach(channel -> Rewind.back(road.redis, channel)));
        }
    }

    /** Channels on which nothing comes, so that only the audit can find out. */
    private static final class Quiet implements AutoCloseable {
        private final List<String> channels =
                IntStream.range(0, TIMES).mapToObj(i -> "quiet." + i).toList();
        private final RedisServer redis;
        private final PublishClient publisher;
        private final WebSocketClient client;

        Quiet(Road road) {
            redis = road.redis;
            publisher = new PublishClient(road.pod.uri(), TOKEN);
            client = new WebSocketClient(road.pod.uri(), TOKEN, channels.toArray(String[]::new));
            client.connect("latest");
        }

        /** Changes all channels, twice, and measures until each has its gap. */
        void assertNoticed(String what, Consumer<List<String>> fault) {
            Times told = new Times(what + ", until the gap is told");
            for (int round = 0; round < 2; round++) {
                publish();
                channels.forEach(channel -> Rewind.keep(redis, channel));
                publish();
                int before = client.received().size();
                long begin = System.nanoTime();
                fault.accept(channels);
                until(() -> client.received().size() >= before + TIMES);
                List<Received> gaps = client.received().subList(before, before + TIMES);
                assertThat(gaps).allMatch(each -> each.type().equals("gap"));
                gaps.forEach(gap -> told.between(begin, gap.nanos()));
            }
            told.print();
            told.assertUnder(AUDIT_MILLIS + WAY_MILLIS, HELD_UP_MILLIS);
        }

        private void publish() {
            int before = client.received().size();
            channels.forEach(channel -> publisher.numbers(channel, 1, 3));
            until(() -> client.received().size() == before + 3 * TIMES);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
