package io.tidings.roaming;

import io.tidings.client.PollClient;
import io.tidings.client.Received;
import io.tidings.client.SseClient;
import io.tidings.client.Subscriber;
import io.tidings.client.WebSocketClient;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One client that stays nowhere for long: a thread of its own that connects, listens, is cut and goes on elsewhere. */
public final class Roamer implements Runnable {
    private static final int LEAST_LOOK_MILLIS = 50;
    /** How often it looks during a longer stay: thousands of clients that looked more often would do little else. */
    private static final int LOOKS = 100;

    private static final int MOST_LOOK_MILLIS = 250;

    private static final int AWAY_MILLIS = 100;
    private static final int LAST_STAY_MILLIS = 2_000;
    private static final int MOST_LAST_VISITS = 100;

    /** The ways in which a client connects; a short poll asks and is gone. */
    public enum Transport {
        WEBSOCKET,
        SSE,
        LONG_POLL,
        SHORT_POLL
    }

    /** When a client goes home that no more is published for. */
    public interface Ending {
        /** A visit brought nothing: for whoever cannot know whether something is missing. */
        Ending SILENCE = (visits, came) -> visits > 3 && came == 0;

        /**
         * @param visits since the publishers have ended
         * @param came messages that the last one brought; negative when it found nobody at home
         */
        boolean isReached(int visits, int came);
    }

    private final List<URI> pods;
    private final String token;
    private final String[] channels;
    private final Random random;
    private final Consumer<Received> account;
    private final Consumer<String> diary;
    private final int stayMillis;
    private final BooleanSupplier goesOn;
    private final Ending ending;
    private final Map<Transport, Integer> moves = new ConcurrentHashMap<>();
    private String cursor = "earliest";
    private int cuts;
    private int failures;

    /**
     * @param pods where it finds the service; may change
     * @param goesOn whether there is more to come
     * @param ending when it goes home after that
     * @param account is given all that comes, in order
     * @param diary is told of each visit
     */
    Roamer(
            List<URI> pods,
            String token,
            List<String> channels,
            long seed,
            int stayMillis,
            BooleanSupplier goesOn,
            Ending ending,
            Consumer<Received> account,
            Consumer<String> diary) {
        this.account = account;
        this.diary = diary;
        this.pods = pods;
        this.token = token;
        this.channels = channels.toArray(String[]::new);
        this.random = new Random(seed);
        this.stayMillis = stayMillis;
        this.goesOn = goesOn;
        this.ending = ending;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) visit(stayMillis / 2 + random.nextInt(stayMillis));
        // The last visits take what is left.
        for (int visits = 1; visits <= MOST_LAST_VISITS && !ending.isReached(visits, visit(LAST_STAY_MILLIS)); )
            visits++;
    }

    /** One visit to some pod by some transport. @return messages that came */
    private int visit(int millis) {
        Transport transport = Transport.values()[random.nextInt(Transport.values().length)];
        URI pod = pods.get(random.nextInt(pods.size()));
        Instant begin = Instant.now();
        String since = cursor;
        int came = visit(transport, pod, millis);
        diary.accept(begin + " to " + Instant.now() + ": " + transport + " at " + pod + " from " + places(since)
                + " to " + places(cursor) + ", " + came + " came");
        return came;
    }

    private int visit(Transport transport, URI pod, int millis) {
        try (Subscriber client = client(transport, pod)) {
            if (transport == Transport.SHORT_POLL) ((PollClient) client).connectOnce(cursor);
            else client.connect(cursor);
            moves.merge(transport, 1, Integer::sum);
            stay(client, transport == Transport.SHORT_POLL ? millis / 4 : millis, goesOn.getAsBoolean());
            boolean sentAway = client.hasEnded();
            cuts++;
            int came = take(client.leave());
            if (sentAway) sleep(client.stayAwayMillis());
            return came;
        } catch (RuntimeException away) {
            failures++;
            sleep(AWAY_MILLIS);
            return -1;
        }
    }

    /** A cursor in words. */
    private String places(String cursor) {
        if (!cursor.startsWith("c1.")) return cursor;
        return Cursor.parse(cursor, Arrays.stream(channels).map(Channel::parse).toList())
                .toString();
    }

    /** Listens for a while, or until the service ends the connection; nobody waits out a visit for what does not come any more. */
    private void stay(Subscriber client, int millis, boolean more) {
        long begin = System.nanoTime();
        int look = Math.min(MOST_LOOK_MILLIS, Math.max(LEAST_LOOK_MILLIS, millis / LOOKS));
        while (System.nanoTime() - begin < millis * 1_000_000L && !client.hasEnded() && goesOn.getAsBoolean() == more)
            sleep(look);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Subscriber client(Transport transport, URI pod) {
        return switch (transport) {
            case WEBSOCKET -> new WebSocketClient(pod, token, channels);
            case SSE -> new SseClient(pod, token, channels);
            case LONG_POLL, SHORT_POLL -> new PollClient(pod, token, channels);
        };
    }

    /** Counts what a visit has brought, and goes on from where that ends; without such a place it has brought nothing. */
    private int take(Subscriber.Stock stock) {
        if (stock.cursor().isEmpty()) return -1;
        cursor = stock.cursor();
        stock.received().forEach(account);
        return stock.received().size();
    }

    /** Visits up to now; from any thread. */
    Map<Transport, Integer> moves() {
        return moves;
    }

    int cuts() {
        return cuts;
    }

    /** Visits that found nobody at home. */
    int failures() {
        return failures;
    }
}
