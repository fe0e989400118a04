package io.tidings.roaming;

import io.tidings.client.Received;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Roamers at work, each on a thread of its own. */
public final class Crowd {
    private final List<URI> pods;
    private final String token;
    private final List<String> channels;
    private final BooleanSupplier goesOn;
    private final List<Roamer> roamers = new ArrayList<>();
    private CountDownLatch done = new CountDownLatch(0);

    /**
     * @param pods where they find the service; may change while they roam
     * @param goesOn whether there is more to come
     */
    public Crowd(List<URI> pods, String token, List<String> channels, BooleanSupplier goesOn) {
        this.pods = pods;
        this.token = token;
        this.channels = channels;
        this.goesOn = goesOn;
    }

    /**
     * Adds a roamer, before the start.
     *
     * @param stayMillis how long it stays at a pod, about
     * @param ending when it goes home, once there is no more to come; asked on its thread
     * @param account is given all that it receives, in order, on its thread
     * @param diary is told of each visit, on its thread
     */
    public void add(
            long seed, int stayMillis, Roamer.Ending ending, Consumer<Received> account, Consumer<String> diary) {
        roamers.add(new Roamer(pods, token, channels, seed, stayMillis, goesOn, ending, account, diary));
    }

    public void start() {
        done = new CountDownLatch(roamers.size());
        for (int i = 0; i < roamers.size(); i++) {
            Roamer roamer = roamers.get(i);
            start("roamer-" + i, () -> {
                roamer.run();
                done.countDown();
            });
        }
    }

    /** Starts a thread that the end of the tests does not wait for. */
    public static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for all to have taken what is left. @return whether they have */
    public boolean await(long millis) {
        try {
            return done.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Visits, by how the clients were connected. */
    public Map<Roamer.Transport, Integer> moves() {
        Map<Roamer.Transport, Integer> moves = new EnumMap<>(Roamer.Transport.class);
        roamers.forEach(roamer -> roamer.moves().forEach((by, count) -> moves.merge(by, count, Integer::sum)));
        return moves;
    }

    int fewestMoves() {
        return roamers.stream()
                .mapToInt(roamer -> roamer.moves().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .min()
                .orElse(0);
    }

    long cuts() {
        return roamers.stream().mapToLong(Roamer::cuts).sum();
    }

    /** Visits that found nobody at home. */
    public long failedVisits() {
        return roamers.stream().mapToLong(Roamer::failures).sum();
    }
}
