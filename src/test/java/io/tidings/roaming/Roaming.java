package io.tidings.roaming;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Roamers and one publisher at work for a while, and what came of it. */
public final class Roaming {
    private static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "roam." + i).toList();
    private static final int STAY_MILLIS = 1_000;

    private final List<URI> pods;
    private final String token;
    private final int clients;
    private final int messages;
    private final Duration time;

    public Roaming(List<URI> pods, String token, int clients, int messages, Duration time) {
        this.pods = pods;
        this.token = token;
        this.clients = clients;
        this.messages = messages;
        this.time = time;
    }

    /**
     * What came of it.
     *
     * @param published messages, each once
     * @param cuts moves that ended by cutting the connection
     * @param failedVisits that found nobody at home
     */
    public record Figures(
            int published,
            long delivered,
            long lost,
            long duplicated,
            long outOfOrder,
            long gaps,
            Map<Roamer.Transport, Integer> moves,
            int fewestMoves,
            long cuts,
            long failedVisits) {
        double smallestShareOfATransport() {
            double all = moves.values().stream().mapToInt(Integer::intValue).sum();
            return moves.values().stream().mapToInt(Integer::intValue).min().orElse(0) / all;
        }
    }

    /** @param meanwhile is called about every 50 ms with the time since the start */
    public Figures run(Consumer<Duration> meanwhile) {
        NumberedPublisher publisher = new NumberedPublisher(pods, token, CHANNELS, messages, time);
        CountDownLatch done = new CountDownLatch(clients);
        List<Roamer> roamers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Roamer roamer = new Roamer(pods, token, CHANNELS, i, STAY_MILLIS, publisher::isBusy);
            roamers.add(roamer);
            start("roamer-" + i, () -> {
                roamer.run();
                done.countDown();
            });
        }
        start("publisher", publisher);
        long begin = System.nanoTime();
        try {
            while (!done.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                if (publisher.isBusy()) meanwhile.accept(Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return figures(publisher, roamers);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Figures figures(NumberedPublisher publisher, List<Roamer> roamers) {
        Map<Roamer.Transport, Integer> moves = new EnumMap<>(Roamer.Transport.class);
        roamers.forEach(roamer -> roamer.moves().forEach((by, count) -> moves.merge(by, count, Integer::sum)));
        List<Tally> tallies = roamers.stream().map(Roamer::tally).toList();
        long lost = tallies.stream()
                .mapToLong(tally -> CHANNELS.stream()
                        .mapToLong(channel -> tally.lost(channel, publisher.published(channel)))
                        .sum())
                .sum();
        return new Figures(
                CHANNELS.stream().mapToInt(publisher::published).sum(),
                tallies.stream().mapToLong(Tally::delivered).sum(),
                lost,
                tallies.stream().mapToLong(Tally::duplicated).sum(),
                tallies.stream().mapToLong(Tally::outOfOrder).sum(),
                tallies.stream().mapToLong(Tally::gaps).sum(),
                moves,
                roamers.stream()
                        .mapToInt(roamer -> roamer.moves().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .min()
                        .orElse(0),
                roamers.stream().mapToLong(Roamer::cuts).sum(),
                roamers.stream().mapToLong(Roamer::failures).sum());
    }
}
