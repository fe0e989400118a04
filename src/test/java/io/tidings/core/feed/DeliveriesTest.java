package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Since;
import org.junit.jupiter.api.Test;

/** A followed message is told of once, when every lane that listens has answered for it. */
class DeliveriesTest {
    private final FeedBench bench = new FeedBench().live();

    @Test
    void aFollowedMessageIsToldOfWhenItsLaneHasAnswered() {
        // Given
        bench.join(Since.LATEST);
        bench.publishFollowed("a");
        assertThat(bench.deliveries).isEmpty();
        // When
        bench.advance(7);
        bench.credit();
        // Then
        assertThat(bench.deliveries).containsExactly("a of 1 to 2 in 7");
    }

    @Test
    void whatWaitsForItsLaneIsToldOfWithTheBatchThatItLeavesIn() {
        // Given
        bench.publish();
        bench.publishFollowed("a");
        bench.publishFollowed("b");
        bench.publish();
        // When
        bench.credit();
        assertThat(bench.deliveries).isEmpty();
        bench.publish();
        bench.credit();
        // Then
        assertThat(bench.deliveries).containsExactly("a of 3 to 1 in 0", "b of 3 to 1 in 0");
    }

    @Test
    void aLaneThatIsBehindIsNotWaitedForAndCountsNoSession() {
        // Given
        bench.publish();
        bench.publishFollowed("a");
        bench.publish(FeedBench.SETTINGS.ringEntries());
        // When
        bench.credit();
        // Then
        assertThat(bench.listener.takeTold()).contains("behind");
        assertThat(bench.deliveries).isEmpty();
    }

    @Test
    void whatALaneThatHangsNeverAnswersForIsBoundedTheOldestOutAndCounted() {
        // Given
        for (int i = 0; i < Deliveries.MOST + 2; i++) bench.publishFollowed("a" + i);
        assertThat(bench.untold).isEqualTo(2);
        // When
        bench.leave();
        // Then
        assertThat(bench.deliveries).noneMatch(each -> each.startsWith("a0 ") || each.startsWith("a1 "));
        assertThat(bench.untold).isEqualTo(2);
    }

    @Test
    void aLaneThatLeavesIsNotWaitedFor() {
        // Given
        bench.publishFollowed("a");
        // When
        bench.leave();
        // Then
        assertThat(bench.deliveries).containsExactly("a of 1 to 1 in 0");
    }

    @Test
    void whatNobodyListensToIsToldOfToNobody() {
        // Given
        bench.leave();
        // When
        bench.publishFollowed("a");
        bench.join(Since.LATEST);
        bench.publishFollowed("b");
        bench.credit();
        // Then
        assertThat(bench.deliveries).containsExactly("b of 1 to 1 in 0");
    }
}
