package io.tidings.roaming;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Roamers and one publisher at work for a while, and what came of it. */
public final class Roaming {
    private static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "roam." + i).toList();
    private static final int STAY_MILLIS = 1_000;
    private static final int BATCH = 20;
    /** How often every client is to move at least: a machine that is too busy for it in time has more messages. */
    static final int MOVES = 30;
    /** At most so many times the messages. */
    private static final int PATIENCE = 4;

    private final List<URI> pods;
    private final String token;
    private final int clients;
    private final int messages;
    private final Duration time;
    private volatile int fewestMoves;

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
        NumberedPublisher.Work work =
                new NumberedPublisher.Work(CHANNELS, BATCH, messages / (double) time.toSeconds(), this::goesOn);
        NumberedPublisher publisher = new NumberedPublisher(
                pods, token, work, new NumberedPublisher.Share(0, 1), (channel, number, id) -> {});
        Crowd crowd = new Crowd(pods, token, CHANNELS, publisher::isBusy);
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Tally tally = new Tally();
            tallies.add(tally);
            crowd.add(
                    i, STAY_MILLIS, (visits, came) -> tally.lost(publisher.published()) == 0, tally::add, visit -> {});
        }
        crowd.start();
        Crowd.start("publisher", publisher);
        long begin = System.nanoTime();
        while (!crowd.await(50)) {
            fewestMoves = crowd.fewestMoves();
            if (publisher.isBusy()) meanwhile.accept(Duration.ofNanos(System.nanoTime() - begin));
        }
        return figures(publisher, crowd, tallies);
    }

    private boolean goesOn(long published) {
        return published < messages || fewestMoves < MOVES && published < (long) PATIENCE * messages;
    }

    private static Figures figures(NumberedPublisher publisher, Crowd crowd, List<Tally> tallies) {
        Map<String, Integer> published = publisher.published();
        return new Figures(
                published.values().stream().mapToInt(Integer::intValue).sum(),
                tallies.stream().mapToLong(Tally::delivered).sum(),
                tallies.stream().mapToLong(tally -> tally.lost(published)).sum(),
                tallies.stream().mapToLong(Tally::duplicated).sum(),
                tallies.stream().mapToLong(Tally::outOfOrder).sum(),
                tallies.stream().mapToLong(Tally::gaps).sum(),
                crowd.moves(),
                crowd.fewestMoves(),
                crowd.cuts(),
                crowd.failedVisits());
    }
}
