package io.tidings.core.feed;

import static io.tidings.core.feed.FeedBench.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Entry;
import io.tidings.model.Since;
import org.junit.jupiter.api.Test;

/** The rows of the state table from nobody's interest to the first read. */
class FeedWatchingTest {
    private final FeedBench bench = new FeedBench();

    @Test
    void aJoinOfNoneSendsAWatchAndWaits() {
        // When
        bench.join(Since.LATEST);
        // Then
        assertThat(bench.state()).isEqualTo(State.WATCHING);
        assertThat(bench.backbone.takeRequests()).containsExactly("watch");
        assertThat(bench.listener.takeTold()).isEmpty();
    }

    @Test
    void theWatchsConfirmationOpensThePositionWhenThereIsNoHead() {
        // Given
        bench.join(Since.LATEST);
        // When
        bench.watched();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("watch", "position");
        assertThat(bench.repairs).isEmpty();
    }

    @Test
    void theWatchsConfirmationReadsFromTheHeadWhenThereIsOne() {
        // Given
        bench.live().publish(2);
        bench.lost();
        bench.linkUp();
        bench.backbone.takeRequests();
        // When
        bench.watched();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 2");
        assertThat(bench.repairs).containsExactly(Telemetry.Repair.RELINK);
    }

    @Test
    void aFailedWatchBacksOffAndRepeatsWithTheNextGeneration() {
        // Given
        bench.join(Since.LATEST, Join.Kind.AGAIN);
        long first = bench.backbone.generation();
        // When
        bench.feeds.watchFailed(CHANNEL, first);
        bench.run();
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("watch");
        bench.advance(100);
        assertThat(bench.backbone.takeRequests()).containsExactly("watch");
        assertThat(bench.backbone.generation()).isGreaterThan(first);
        bench.watched();
        assertThat(bench.state()).isEqualTo(State.READING);
    }

    @Test
    void watchesThatKeepFailingAreRepeatedMoreAndMoreSeldom() {
        // Given
        bench.join(Since.LATEST, Join.Kind.AGAIN);
        // When
        int watches = 0;
        for (int i = 0; i < 600; i++) {
            if (bench.backbone.takeRequests().contains("watch")) {
                watches++;
                bench.feeds.watchFailed(CHANNEL, bench.backbone.generation());
            }
            bench.advance(100);
        }
        // Then
        assertThat(watches).isBetween(60_000 / (32 * 75) - 5, 60_000 / (32 * 25) + 10);
    }

    @Test
    void aLateConfirmationOfAnOlderGenerationIsDropped() {
        // Given
        bench.join(Since.LATEST, Join.Kind.AGAIN);
        long old = bench.backbone.generation();
        bench.lost();
        bench.linkUp();
        // When
        bench.feeds.watched(CHANNEL, old);
        bench.feeds.lost(CHANNEL, old);
        bench.feeds.watchFailed(CHANNEL, old);
        bench.feeds.unwatched(CHANNEL, old);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.WATCHING);
        bench.watched();
        assertThat(bench.state()).isEqualTo(State.READING);
    }

    @Test
    void aMessageWhileWatchingIsIgnoredAsTheReadComesLater() {
        // Given
        bench.join(Since.EARLIEST);
        Entry early = bench.publish();
        assertThat(bench.state()).isEqualTo(State.WATCHING);
        // When
        bench.watched();
        bench.answerPosition();
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(early.id().toString(), "live");
    }

    @Test
    void aLinkThatIsLostWhileWatchingMakesTheFeedStale() {
        // Given
        bench.join(Since.LATEST);
        // When
        bench.lost();
        // Then
        assertThat(bench.state()).isEqualTo(State.STALE);
    }

    @Test
    void theLastLeaveWhileWatchingUnwatches() {
        // Given
        Join join = bench.join(Since.LATEST);
        // When
        bench.cancel(join);
        // Then
        assertThat(bench.state()).isEqualTo(State.CLOSING);
        assertThat(bench.backbone.takeRequests()).containsExactly("watch", "unwatch");
        bench.watched();
        assertThat(bench.state()).isEqualTo(State.CLOSING);
        bench.unwatched();
        assertThat(bench.isGone()).isTrue();
    }

    @Test
    void theLastLeaveWhileAFailedWatchBacksOffRemovesTheFeed() {
        // Given
        Join join = bench.join(Since.LATEST);
        bench.feeds.watchFailed(CHANNEL, bench.backbone.generation());
        bench.backbone.takeRequests();
        // When
        bench.cancel(join);
        // Then
        assertThat(bench.isGone()).isTrue();
        bench.advance(10_000);
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void aFirstJoinThatWaitsFiveSecondsIsRefusedAndTheFeedEnds() {
        // Given
        bench.join(Since.LATEST);
        bench.advance(4_999);
        assertThat(bench.listener.takeTold()).isEmpty();
        // When
        bench.advance(1);
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void aReturningJoinWaitsAsLongAsItTakes() {
        // Given
        bench.join(Since.LATEST, Join.Kind.AGAIN);
        bench.join(Since.LATEST, Join.Kind.FIRST);
        bench.advance(600_000);
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
        // When
        bench.watched();
        bench.answerPosition();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("live");
    }
}
