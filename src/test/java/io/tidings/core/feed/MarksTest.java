package io.tidings.core.feed;

import static io.tidings.core.feed.ListeningLane.gap;
import static io.tidings.core.feed.ListeningLane.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.core.port.Format;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Since;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each listening lane is given: one batch in flight, everything in order, and Behind when the ring has overrun it. */
class MarksTest {
    private final FeedBench bench = new FeedBench().live();

    @Test
    void oneBatchIsInFlightAndTheNextHasAllThatCameSince() {
        // Given
        bench.publish(5);
        assertThat(bench.listener.takeBatches()).containsExactly(1);
        // When
        bench.credit();
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(4);
        bench.credit();
        assertThat(bench.listener.takeBatches()).isEmpty();
    }

    @Test
    void whatComesInOneTurnOfTheLaneGoesInOneBatch() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        // When
        for (Entry entry : entries) bench.feeds.messages(FeedBench.CHANNEL, List.of(entry));
        bench.run();
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(3);
    }

    @Test
    void aWholeBatchDoesNotWaitForTheEndOfTheTurn() {
        // Given
        int batch = FeedBench.SETTINGS.batchEntries();
        List<Entry> entries = bench.log.append(batch + 1, 1);
        // When
        for (Entry entry : entries) bench.feeds.messages(FeedBench.CHANNEL, List.of(entry));
        bench.run();
        bench.credit();
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(batch, 1);
    }

    @Test
    void aBatchIsBoundedAndTheRestFollowsAtTheNextCredit() {
        // Given
        bench.publish(9);
        bench.listener.takeBatches();
        // When
        bench.credit();
        bench.credit();
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(6, 2);
    }

    @Test
    void creditAtRestLetsTheNextMessageGoAtOnce() {
        // Given
        bench.publish();
        bench.credit();
        bench.listener.takeBatches();
        // When
        bench.publish();
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(1);
    }

    @Test
    void aLaneThatTheRingHasOverrunIsBehindAndHearsNoMore() {
        // Given
        bench.publish(FeedBench.SETTINGS.ringEntries() + 2);
        bench.listener.takeTold();
        // When
        bench.credit();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("behind");
        bench.publish();
        bench.credit();
        assertThat(bench.listener.takeTold()).isEmpty();
    }

    @Test
    void aLaneThatJustKeepsUpWithTheRingIsNotBehind() {
        // Given
        List<Entry> entries = bench.publish(FeedBench.SETTINGS.ringEntries() + 1);
        // When
        bench.credit();
        bench.credit();
        // Then
        assertThat(bench.listener.takeTold()).isEqualTo(ids(entries));
    }

    @Test
    void whoLeavesALaneThatIsBehindLeavesNothingBehind() {
        // Given
        bench.publish(FeedBench.SETTINGS.ringEntries() + 2);
        bench.credit();
        // When
        bench.leave();
        bench.advance(30_000);
        // Then
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void whoJoinsALaneThatIsBehindIsLiveUnderANewMark() {
        // Given
        bench.publish(FeedBench.SETTINGS.ringEntries() + 2);
        Mark old = bench.listener.lastMark();
        bench.credit();
        bench.join(Since.LATEST);
        bench.listener.takeTold();
        // When
        Entry next = bench.publish();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(next.id().toString());
        assertThat(bench.listener.lastMark()).isNotSameAs(old);
    }

    @Test
    void aHoleComesBehindAllThatWasAppendedBeforeItEvenWithABatchInFlight() {
        // Given
        List<Entry> before = bench.publish(3);
        bench.lost();
        bench.linkUp();
        bench.watched();
        List<Entry> missed = bench.log.append(3, 1);
        bench.log.trimTo(1);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        before.get(0).id().toString(),
                        before.get(1).id().toString(),
                        before.get(2).id().toString(),
                        gap(Reason.TRIMMED, before.get(2).id(), missed.get(1).id()));
        bench.credit();
        assertThat(bench.listener.takeTold()).isEmpty();
        bench.credit();
        assertThat(bench.listener.takeTold()).containsExactly(missed.get(2).id().toString());
    }

    @Test
    void aLaneThatCannotHaveAllThatCameBeforeAHoleIsBehindInstead() {
        // Given
        bench.publish(FeedBench.SETTINGS.ringEntries() + 2);
        bench.listener.takeTold();
        bench.lost();
        bench.linkUp();
        bench.watched();
        bench.log.append(3, 1);
        bench.log.trimTo(1);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("behind");
    }

    @Test
    void messagesAreEncodedOnceInEachFormatThatIsListenedIn() {
        // Given
        for (int i = 0; i < 10; i++) bench.join(Since.LATEST, Join.Kind.FIRST, Format.EVENT, WrittenLog.ALL);
        // When
        bench.publish();
        // Then
        assertThat(bench.frames.messages()).isEqualTo(2);
    }

    @Test
    void aFormatThatNobodyListensInAnyMoreIsNotEncoded() {
        // Given
        bench.join(Since.LATEST, Join.Kind.FIRST, Format.EVENT, WrittenLog.ALL);
        bench.leave();
        // When
        bench.publish();
        // Then
        assertThat(bench.frames.messages()).isEqualTo(1);
    }

    @Test
    void aFormatThatIsListenedInFromNowOnIsEncodedFromTheNextBatchOn() {
        // Given
        bench.publish(2);
        bench.join(Since.LATEST, Join.Kind.FIRST, Format.EVENT, WrittenLog.ALL);
        assertThat(bench.frames.messages()).isEqualTo(1);
        // When
        bench.credit();
        // Then
        assertThat(bench.frames.messages()).isEqualTo(3);
    }

    @Test
    void theLastOneToLeaveTakesTheMarkAlong() {
        // Given
        bench.join(Since.LATEST);
        bench.leave();
        bench.publish();
        assertThat(bench.listener.takeTold()).contains("live", bench.log.head().toString());
        // When
        bench.leave();
        bench.publish();
        // Then
        assertThat(bench.listener.takeTold()).isEmpty();
    }
}
