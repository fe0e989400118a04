package io.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.core.session.Sessions;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PodTest {
    @Inject
    Pod pod;

    @Test
    void everyLaneHasSessionsOfItsOwnThatKnowWhereTheyAre() throws InterruptedException {
        // Given
        BlockingQueue<Boolean> home = new LinkedBlockingQueue<>();
        // When
        pod.everywhere(sessions -> home.add(pod.sessions() == sessions && pod.lane() == sessions.lane()));
        // Then
        for (Sessions ignored : pod.all())
            assertThat(home.poll(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Set.copyOf(pod.all())).hasSizeGreaterThan(1);
    }

    @Test
    void aThreadThatIsNoEventLoopIsOnNoLane() {
        assertThatThrownBy(() -> pod.lane())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Thread.currentThread().getName());
    }

    @Test
    void aTaskThatThrowsLeavesItsLaneAlive() throws InterruptedException {
        // Given
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var lane = pod.all().get(0).lane();
        // When
        lane.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        lane.execute(() -> heard.add("alive"));
        // Then
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("alive");
    }
}
