package io.tidings.roaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.auth.TestTokens;
import io.tidings.redis.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a cluster does to pods, without one: clients, of which half stay until they are sent away, roam through a real HAProxy while
 * three pods are replaced one by one, a fourth comes, and one goes. {@code deploy/rehearsal} runs it, with 2,000 clients.
 */
class RehearsalIT {
    private static final int CLIENTS = Integer.getInteger("rehearsal.clients", 400);
    /** How long every other client stays connected, about: so long that a pod has to send most of its sessions away. */
    private static final int STAY_MILLIS = 20_000;
    /** The others never go by themselves. */
    private static final int SETTLED_MILLIS = 3_600_000;
    /** When pods send back whoever has stood for so long; short, as hours are in real life. */
    private static final String SESSION_AGE = "40s";

    private static final int DELIVERIES_PER_SECOND = 4_000;
    private static final double MOST_PER_SECOND = 50;
    private static final int BATCH = 5;
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** How evenly sessions are to be spread: each pod has its fair share, give or take a quarter. */
    private static final double TOLERANCE = 0.25;
    /** How many of the usual sessions are to be back; some clients are always between two visits. */
    private static final double BACK = 0.9;

    private static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "roam." + i).toList();
    private static final String TOKEN =
            TestTokens.hs256().subject("roamer").subscribe("**").publish("**").sign();

    /** What one client has received, and its visits in words. */
    private record Client(Tally tally, List<String> diary) {}

    private final List<Client> clients = new ArrayList<>();
    private RedisServer redis;
    private HaProxy proxy;
    private Fleet fleet;
    private NumberedPublisher publisher;
    private Crowd crowd;
    private int usual;
    private volatile boolean over;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        proxy = HaProxy.start();
        fleet = new Fleet(
                Map.of(
                        "TIDINGS_BACKBONE", "redis",
                        "QUARKUS_REDIS_HOSTS", redis.uri(),
                        "TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "100000",
                        "TIDINGS_HISTORY_SIZE", "100000",
                        "TIDINGS_SESSION_AGE", SESSION_AGE),
                proxy);
        for (int i = 0; i < 3; i++) fleet.grow();
        List<URI> entrance = List.of(proxy.uri());
        double perSecond = Math.min(MOST_PER_SECOND, DELIVERIES_PER_SECOND / (double) CLIENTS);
        NumberedPublisher.Work work = new NumberedPublisher.Work(CHANNELS, BATCH, perSecond, published -> !over);
        publisher = new NumberedPublisher(
                entrance, TOKEN, work, new NumberedPublisher.Share(0, 1), (channel, number, id) -> {});
        crowd = new Crowd(entrance, TOKEN, CHANNELS, publisher::isBusy);
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(new Tally(), new CopyOnWriteArrayList<>());
            clients.add(client);
            Tally tally = client.tally();
            crowd.add(
                    i,
                    i % 2 == 0 ? STAY_MILLIS : SETTLED_MILLIS,
                    (visits, came) -> lost(tally) == 0,
                    tally::add,
                    client.diary()::add);
        }
    }

    @AfterEach
    void stop() {
        over = true;
        fleet.close();
        proxy.close();
        redis.close();
    }

    @Test
    void nothingIsLostWhilePodsAreReplacedComeAndGo() {
        // Given
        crowd.start();
        Crowd.start("publisher", publisher);
        Fleet.pass(QUIET);
        play("nothing", () -> Fleet.pass(QUIET));
        usual = total(fleet.sessions());
        // When
        play("rolling deploy", fleet::roll);
        play("scale-up", fleet::grow);
        play("scale-down", fleet::shrink);
        over = true;
        await().atMost(Duration.ofMinutes(5)).until(() -> crowd.await(100));
        // Then
        int published = publisher.published().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        long delivered = sum(Tally::delivered);
        System.out.println("rehearsal: clients=" + CLIENTS + " published=" + published + " delivered=" + delivered
                + " lost=" + sum(this::lost) + " duplicated=" + sum(Tally::duplicated) + " outOfOrder="
                + sum(Tally::outOfOrder) + " gaps=" + sum(Tally::gaps) + " visits=" + crowd.moves() + " failedVisits="
                + crowd.failedVisits());
        assertThat(losers()).isEmpty();
        assertThat(sum(Tally::duplicated)).isZero();
        assertThat(sum(Tally::outOfOrder)).isZero();
        assertThat(sum(Tally::gaps)).isZero();
        assertThat(delivered).isEqualTo((long) published * CLIENTS);
    }

    /** One act, until the sessions are back and spread again; prints what it was like. */
    private void play(String act, Runnable what) {
        List<Integer> before = fleet.sessions();
        proxy.peak();
        long begin = System.nanoTime();
        what.run();
        double played = seconds(begin);
        List<Integer> after = awaitSpread();
        HaProxy.Peak peak = proxy.peak();
        System.out.printf(
                "rehearsal: %s: %.1f s, all back and spread after %.1f s; sessions %s before, %s after (largest share %.0f %%, fair"
                        + " %d %%); most in a second: %d connections, %d requests%n",
                act,
                played,
                seconds(begin),
                before,
                after,
                100.0 * after.stream().mapToInt(Integer::intValue).max().orElse(0) / total(after),
                100 / after.size(),
                peak.connections(),
                peak.requests());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Waits until they are back and each pod is near its fair share. @return the sessions of each */
    private List<Integer> awaitSpread() {
        return await("sessions on all pods")
                .atMost(Duration.ofMinutes(5))
                .until(fleet::sessions, sessions -> total(sessions) >= BACK * usual && isSpread(sessions));
    }

    private static boolean isSpread(List<Integer> sessions) {
        int total = total(sessions);
        return sessions.stream().allMatch(each -> Math.abs(each * sessions.size() - total) <= TOLERANCE * total);
    }

    private static int total(List<Integer> sessions) {
        return sessions.stream().mapToInt(Integer::intValue).sum();
    }

    private long lost(Tally tally) {
        return tally.lost(publisher.published());
    }

    /** Those who lack something, with what they did. */
    private List<String> losers() {
        Map<String, Integer> published = publisher.published();
        return clients.stream()
                .filter(client -> lost(client.tally()) > 0)
                .map(client -> CHANNELS.stream()
                                .map(channel ->
                                        channel + " lacks " + client.tally().missing(published, channel))
                                .toList()
                        + "\n" + String.join("\n", client.diary()))
                .toList();
    }

    private long sum(ToLongFunction<Tally> what) {
        return clients.stream()
                .mapToLong(client -> what.applyAsLong(client.tally()))
                .sum();
    }
}
