package io.tidings.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.packaged.PackagedPod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small pod, and two thousand sessions that do not read what 200 others read. */
class OverloadIT {
    private static final int READERS = Scale.of(200);
    private static final int SLEEPERS = Scale.of(2_000);
    private static final int ROUNDS = 40;
    private static final int MESSAGE = 20_000;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String CHANNEL = "overload.1";

    private PackagedPod pod;

    @BeforeEach
    void start() {
        pod = PackagedPod.start(
                Map.of(
                        "TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "100000",
                        "TIDINGS_LIMITS_OUTBOX", "256K",
                        "TIDINGS_LIMITS_SEND_BUFFER", "64K"),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+ExitOnOutOfMemoryError");
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    private Crowd crowd(int size, int receiveBuffer, int first) {
        Crowd crowd = new Crowd(pod.uri()).withReceiveBuffer(receiveBuffer);
        for (int i = 0; i < size; i++) crowd.join(Member.Way.values()[i % 2], CHANNEL, "latest", first);
        await().atMost(Duration.ofMinutes(3)).until(() -> crowd.count(Member::isOpen) == size);
        return crowd;
    }

    /** What readers have of so many messages. */
    private void publish(Source source, Crowd readers) {
        source.publish(ROUNDS, TIME);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> readers.count(each -> each.next() == source.published()) == READERS);
    }

    /** What readers have who are alone. */
    private Latencies latencies(Source source) {
        try (Crowd readers = crowd(READERS, 1 << 20, source.published())) {
            publish(source, readers);
            return readers.latencies();
        }
    }

    @Test
    void thePodStaysAliveServesTheOthersAndTheSleepersResumeWhole() {
        // Given
        Source source = new Source(List.of(pod.uri()), Crowd.TOKEN, List.of(CHANNEL), MESSAGE);
        Latencies cold = latencies(source);
        Latencies alone = latencies(source);
        int first = source.published();
        try (Crowd readers = crowd(READERS, 1 << 20, first);
                Crowd sleepers = crowd(SLEEPERS, 4_096, first)) {
            sleepers.stopReading();
            // When
            publish(source, readers);
            double closed = pod.metric("tidings_closes_total{code=\"too-slow\"}");
            long memory = pod.mostMemory();
            sleepers.comeBack();
            long begin = System.nanoTime();
            sleepers.readOn();
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> sleepers.count(each -> each.next() == source.published()) == SLEEPERS);
            // Then
            Latencies crowded = readers.latencies();
            System.out.printf(
                    "overload: %d readers alone: %s; before, of a pod that has just started: %s%n",
                    READERS, alone, cold);
            System.out.printf("overload: beside %d that do not read: %s%n", SLEEPERS, crowded);
            System.out.printf(
                    "overload: p99 rose by %.1f ms; %.0f closed as too slow, %d read so, %d were cut; most memory %d MB,"
                            + " %d MB in the end (heap 256 MB, direct 128 MB); all whole %.1f s after they read on%n",
                    crowded.millis(0.99) - alone.millis(0.99),
                    closed,
                    sleepers.count(each -> each.bye().equals("too-slow")),
                    sleepers.count(each -> each.connects() > 1 && !each.isTold()),
                    memory,
                    pod.mostMemory(),
                    (System.nanoTime() - begin) / 1e9);
            assertThat(pod.process().isAlive()).isTrue();
            assertThat(pod.log()).doesNotContain("OutOfMemory");
            assertThat(pod.readiness().orElseThrow().statusCode()).isEqualTo(200);
            assertThat(closed).isEqualTo(SLEEPERS);
            assertThat(readers.sum(Member::connects)).isEqualTo(READERS);
            for (Crowd each : List.of(readers, sleepers)) {
                assertThat(each.sum(Member::lost)).isZero();
                assertThat(each.sum(Member::duplicated)).isZero();
                assertThat(each.sum(Member::gaps)).isZero();
            }
        }
    }
}
