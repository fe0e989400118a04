package io.tidings.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.packaged.Installation;
import io.tidings.packaged.PackagedPod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of two pods is told to stop, while 2,000 sessions listen to it and messages come. */
class DrainIT {
    private static final int SESSIONS = Scale.of(2_000);
    private static final int ROUNDS = 400;
    private static final int PACE = 500;
    /** What Kubernetes gives a pod. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "drain." + i).toList();

    private static final Map<String, String> DRAIN =
            Map.of("TIDINGS_DRAIN_SETTLE", "2s", "TIDINGS_DRAIN_PACE", String.valueOf(PACE));

    @AutoClose
    private final Installation installation = Crowd.installation();

    private PackagedPod leaving;
    private PackagedPod staying;

    @BeforeEach
    void start() {
        leaving = installation.start(DRAIN);
        staying = installation.start(DRAIN);
    }

    /** The most that fall into one of the windows that begin with one of them. */
    private static long peak(List<Long> times, long millis) {
        return times.stream()
                .mapToLong(from -> times.stream()
                        .filter(each -> each >= from && each < from + millis)
                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void everySessionIsToldAndMovesAndNothingIsLost() {
        // Given
        Source source = new Source(List.of(leaving.uri(), staying.uri()), Crowd.TOKEN, CHANNELS, 50);
        try (Crowd writers = new Crowd(leaving.uri());
                Crowd pollers = new Crowd(leaving.uri())) {
            for (int i = 0; i < SESSIONS; i++) {
                Member.Way way = Member.Way.values()[i % 3];
                (way == Member.Way.POLL ? pollers : writers).join(way, CHANNELS.get(i % 5), "earliest", 0);
            }
            int polls = SESSIONS / 3;
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> writers.count(Member::isOpen) == SESSIONS - polls
                            && pollers.count(Member::isOpen) == polls);
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(() -> source.publish(ROUNDS, Duration.ofSeconds(20)));
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> writers.count(each -> each.next() > 20) == SESSIONS - polls);
            // When
            for (Crowd each : List.of(writers, pollers)) {
                each.moveTo(staying.uri());
                each.comeBack();
            }
            long begin = System.nanoTime();
            leaving.terminate();
            boolean ended = leaving.awaitEnd(GRACE);
            double out = (System.nanoTime() - begin) / 1e9;
            publishing.join();
            // Then
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> writers.count(each -> each.next() == ROUNDS) == SESSIONS - polls
                            && pollers.count(each -> each.next() == ROUNDS) == polls);
            List<Long> told = writers.toldAt();
            System.out.printf(
                    "drain: %d sessions (%d polls), %d messages on each of %d channels meanwhile; told %d and %d polls;"
                            + " peak %d closings in 100 ms, %d asked for; out after %.1f s of %d; publications repeated %d%n",
                    SESSIONS,
                    polls,
                    ROUNDS,
                    CHANNELS.size(),
                    told.size(),
                    pollers.count(Member::isTold),
                    peak(told, 100),
                    PACE / 10,
                    out,
                    GRACE.toSeconds(),
                    source.repeated());
            System.out.printf(
                    "drain: lost %d, duplicated %d, gaps %d; connected %d times%n",
                    writers.sum(Member::lost) + pollers.sum(Member::lost),
                    writers.sum(Member::duplicated) + pollers.sum(Member::duplicated),
                    writers.sum(Member::gaps) + pollers.sum(Member::gaps),
                    writers.sum(Member::connects) + pollers.sum(Member::connects));
            assertThat(ended).isTrue();
            assertThat(writers.count(each -> each.bye().equals("draining"))).isEqualTo(SESSIONS - polls);
            assertThat(writers.count(each -> each instanceof StreamMember || each.closeCode() == 1012))
                    .isEqualTo(SESSIONS - polls);
            assertThat(pollers.count(Member::isTold)).isEqualTo(polls);
            for (Crowd each : List.of(writers, pollers)) {
                assertThat(each.sum(Member::lost)).isZero();
                assertThat(each.sum(Member::duplicated)).isZero();
                assertThat(each.sum(Member::gaps)).isZero();
            }
        }
    }
}
