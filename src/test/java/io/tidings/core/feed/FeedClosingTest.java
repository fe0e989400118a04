package io.tidings.core.feed;

import static io.tidings.core.feed.FeedBench.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import io.tidings.model.Since;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the state table for a feed whose watch is being ended. */
class FeedClosingTest {
    private final FeedBench bench = new FeedBench().live();

    @BeforeEach
    void nobodyIsInterestedAnyMore() {
        bench.leave();
        bench.advance(30_000);
        while (bench.backbone.isAsked()) bench.answerPosition();
        bench.backbone.takeRequests();
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void aFeedStaysInTheTableUntilItIsUnwatched() {
        // Given
        assertThat(bench.feeds.size()).isEqualTo(1);
        // When
        bench.unwatched();
        // Then
        assertThat(bench.isGone()).isTrue();
        assertThat(bench.feeds.size()).isZero();
    }

    @Test
    void aLostLinkEndsTheWatchToo() {
        // When
        bench.lost();
        // Then
        assertThat(bench.isGone()).isTrue();
    }

    @Test
    void aJoinWaitsAndIsWatchedForAgainWhenTheOldWatchHasEnded() {
        // Given
        long old = bench.backbone.generation();
        Position head = bench.log.head();
        bench.join(head);
        assertThat(bench.backbone.takeRequests()).isEmpty();
        // When
        bench.unwatched();
        // Then
        assertThat(bench.state()).isEqualTo(State.WATCHING);
        assertThat(bench.backbone.takeRequests()).containsExactly("watch");
        assertThat(bench.backbone.generation()).isGreaterThan(old);
        Entry missed = bench.log.append();
        bench.watched();
        bench.answerRead();
        assertThat(bench.listener.takeTold()).containsExactly(missed.id().toString(), "live");
    }

    @Test
    void aJoinThatWaitsWhenTheLinkIsLostIsWatchedForAgain() {
        // Given
        bench.join(Since.LATEST);
        // When
        bench.lost();
        // Then
        assertThat(bench.state()).isEqualTo(State.WATCHING);
    }

    @Test
    void aJoinThatIsTakenBackLeavesTheFeedToItsEnd() {
        // Given
        Join join = bench.join(Since.LATEST);
        bench.cancel(join);
        // When
        bench.unwatched();
        // Then
        assertThat(bench.isGone()).isTrue();
    }

    @Test
    void aMessageIsOfNoInterest() {
        // When
        bench.publish();
        // Then
        assertThat(bench.listener.takeTold()).isEmpty();
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void anUnwatchedOfAnOlderGenerationIsDropped() {
        // When
        bench.feeds.unwatched(CHANNEL, bench.backbone.generation() - 1);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void aShortPollReadsTheLogAndDoesNotWatchAgain() {
        // Given
        Position before = bench.log.head();
        Entry entry = bench.log.append();
        // When
        bench.join(new Since.At(before), Join.Kind.PASSING);
        bench.answerPosition();
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(entry.id().toString(), "end");
        bench.unwatched();
        assertThat(bench.isGone()).isTrue();
    }
}
