package io.tidings.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.feed.Join;
import io.tidings.core.port.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private final FanoutBench bench = new FanoutBench();
    private final Listeners listeners = new Listeners();
    private final List<Subscription> visited = new ArrayList<>();
    private int done;

    private Subscription added() {
        Subscription subscription = new Subscription(
                FanoutBench.CHANNEL, new RecordingReceiver(), bench.fanout, Format.TEXT, Join.Kind.FIRST);
        listeners.add(subscription);
        return subscription;
    }

    private boolean enqueue() {
        return listeners.enqueue(visited::add, () -> done++);
    }

    @Test
    void aRoundVisitsThoseWhoWereThereWhenItWasAskedFor() {
        // Given
        Subscription first = added();
        enqueue();
        Subscription later = added();
        // When
        boolean more = listeners.run(10);
        // Then
        assertThat(more).isFalse();
        assertThat(visited).containsExactly(first);
        enqueue();
        listeners.run(10);
        assertThat(visited).containsExactly(first, first, later);
    }

    @Test
    void aSecondRoundComesBehindTheFirst() {
        // Given
        Subscription first = added();
        Subscription second = added();
        assertThat(enqueue()).isTrue();
        // When
        assertThat(enqueue()).isFalse();
        // Then
        assertThat(listeners.run(3)).isTrue();
        assertThat(visited).containsExactly(first, second, first);
        assertThat(done).isEqualTo(1);
        assertThat(listeners.run(1)).isFalse();
        assertThat(visited).containsExactly(first, second, first, second);
        assertThat(done).isEqualTo(2);
    }

    @Test
    void aRoundWhoseEndThrowsIsOverAllTheSame() {
        // Given
        Subscription first = added();
        listeners.enqueue(visited::add, () -> {
            throw new IllegalStateException("a bug");
        });
        enqueue();
        // When
        assertThatThrownBy(() -> listeners.run(10)).hasMessage("a bug");
        // Then
        assertThat(listeners.run(10)).isFalse();
        assertThat(visited).containsExactly(first, first);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void aRoundOverNobodyIsDoneAtOnce() {
        // Given
        enqueue();
        // When, Then
        assertThat(listeners.run(1)).isFalse();
        assertThat(done).isEqualTo(1);
        assertThat(listeners.isEmpty()).isTrue();
    }

    @Test
    void theOneWhoIsVisitedMayLeaveAndTakeOthersAlong() {
        // Given
        Subscription first = added();
        Subscription second = added();
        Subscription third = added();
        listeners.enqueue(
                subscription -> {
                    visited.add(subscription);
                    listeners.remove(first);
                    listeners.remove(second);
                },
                () -> done++);
        // When
        listeners.run(10);
        // Then
        assertThat(visited).containsExactly(first, third);
        assertThat(listeners.size()).isEqualTo(1);
    }

    @Test
    void whoIsThereIsVisitedOnceWhateverCameAndWent() {
        // Given
        Random random = new Random(11);
        List<Subscription> there = new ArrayList<>();
        // When, Then
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(100) < (step / 500 % 2 == 0 ? 60 : 40)) there.add(added());
            else if (!there.isEmpty()) listeners.remove(there.remove(random.nextInt(there.size())));
            assertThat(listeners.size()).isEqualTo(there.size());
            if (random.nextInt(20) > 0) continue;
            visited.clear();
            enqueue();
            while (listeners.run(1 + random.nextInt(50))) {
                if (!there.isEmpty() && random.nextBoolean()) listeners.remove(there.remove(0));
            }
            assertThat(visited).doesNotHaveDuplicates().containsAll(there);
        }
    }
}
