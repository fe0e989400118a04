package io.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DrainRunTest {
    private static final int PER_LANE = 10;

    @Inject
    Pod pod;

    private final LinkedBlockingQueue<Failure> closed = new LinkedBlockingQueue<>();

    @Test
    void allSessionsOfAllLanesAreToldThatThePodRestarts() throws InterruptedException {
        // Given
        int open = openEverywhere();
        // When
        int left = new DrainRun(pod.all(), 1_000_000, Duration.ofSeconds(5)).run();
        // Then
        assertThat(left).isZero();
        assertThat(closed).hasSize(open).containsOnly(Failure.DRAINING);
    }

    @Test
    void sessionsAreClosedNoFasterThanThePace() throws InterruptedException {
        // Given
        int open = openEverywhere();
        long start = System.nanoTime();
        // When
        new DrainRun(pod.all(), open, Duration.ofSeconds(30)).run();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
        assertThat(closed).hasSize(open);
    }

    @Test
    void aPaceThatWouldNotSufficeGivesWayToTheTime() throws InterruptedException {
        // Given
        int open = openEverywhere();
        // When
        int left = new DrainRun(pod.all(), 1, Duration.ofSeconds(1)).run();
        // Then
        assertThat(left).isZero();
        assertThat(closed).hasSize(open);
    }

    private int openEverywhere() throws InterruptedException {
        List<Sessions> lanes = pod.all();
        CountDownLatch opened = new CountDownLatch(lanes.size());
        pod.everywhere(sessions -> {
            Identity nobody = new Identity("drained-" + opened.getCount(), Grants.NONE, Identity.NEVER);
            for (int i = 0; i < PER_LANE; i++) sessions.openCommands(new ClosedSink(), nobody);
            opened.countDown();
        });
        opened.await();
        return lanes.size() * PER_LANE;
    }

    /** Takes everything, and notes why it was closed. */
    private final class ClosedSink implements Sink {
        @Override
        public void write(Frame frame) {}

        @Override
        public void flush() {}

        @Override
        public long pendingBytes() {
            return 0;
        }

        @Override
        public void ping() {}

        @Override
        public void close(Failure why) {
            closed.add(why);
        }

        @Override
        public void cut() {}
    }
}
