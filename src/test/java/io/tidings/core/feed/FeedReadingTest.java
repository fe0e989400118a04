package io.tidings.core.feed;

import static io.tidings.core.feed.ListeningLane.gap;
import static io.tidings.core.feed.ListeningLane.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the state table while the log is read: hold, chain, read on, tell the hole. */
class FeedReadingTest {
    private final FeedBench bench = new FeedBench();

    /** Live once, lost, and about to read from the old head. */
    private void reading() {
        bench.live();
        bench.lost();
        bench.linkUp();
        bench.watched();
        bench.backbone.takeRequests();
        assertThat(bench.state()).isEqualTo(State.READING);
    }

    @Test
    void aPageIsAppendedAndPostedAndTheFeedIsLive() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(3, 1);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).isEqualTo(ids(missed));
    }

    @Test
    void aMessageIsHeldAndChainedBehindThePage() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(2, 1);
        var read = bench.backbone.read();
        var page = bench.log.page(read.from(), read.bounds());
        List<Entry> held = bench.publish(2);
        assertThat(bench.listener.takeTold()).isEmpty();
        // When
        read.answer(page);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).containsExactlyElementsOf(joined(ids(missed), ids(held)));
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void heldMessagesThatThePageHasAreDropped() {
        // Given
        reading();
        List<Entry> held = bench.publish(3);
        bench.tell(held.get(1));
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).isEqualTo(ids(held));
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void aHeldMessageThatDoesNotChainIsReadOnFor() {
        // Given
        reading();
        var read = bench.backbone.read();
        var page = bench.log.page(read.from(), read.bounds());
        Entry dropped = bench.log.append();
        Entry held = bench.publish();
        // When
        read.answer(page);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 0");
        bench.answerRead();
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold())
                .containsExactly(dropped.id().toString(), held.id().toString());
    }

    @Test
    void aHeldMessageOfABranchThatTheLogHasLeftIsReadForOnceAndThenDropped() {
        // Given
        reading();
        bench.log.append();
        var read = bench.backbone.read();
        bench.log.append(2, 1);
        Entry lost = bench.publish();
        bench.log.restore(1);
        // When
        read.answer(bench.log.page(read.from(), read.bounds()));
        bench.run();
        bench.answerRead();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).doesNotContain(lost.id().toString());
        assertThat(bench.gaps).isEmpty();
    }

    @Test
    void messagesThatComeOutOfOrderAreChainedInOrder() {
        // Given
        reading();
        var read = bench.backbone.read();
        var page = bench.log.page(read.from(), read.bounds());
        List<Entry> entries = bench.log.append(3, 1);
        bench.tell(entries.get(2));
        bench.tell(entries.get(0));
        bench.tell(entries.get(1));
        // When
        read.answer(page);
        bench.run();
        // Then
        assertThat(bench.listener.takeTold()).isEqualTo(ids(entries));
    }

    @Test
    void oneMessageTooManyDropsAllThatWereHeldAndTheLogIsReadAgain() {
        // Given
        reading();
        var read = bench.backbone.read();
        var page = bench.log.page(read.from(), read.bounds());
        bench.publish(Held.MAX_ENTRIES + 1);
        // When
        read.answer(page);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 0");
        assertThat(bench.listener.takeTold()).isEmpty();
    }

    @Test
    void aFullPageIsPostedAndReadOnBehind() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(6, 1);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 4");
        assertThat(bench.listener.takeTold()).isEqualTo(ids(missed.subList(0, 4)));
        bench.credit();
        bench.answerRead();
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).isEqualTo(ids(missed.subList(4, 6)));
    }

    @Test
    void aPageThatHasRoomForTheHeadAloneIsReadOnBehindIt() {
        // Given
        FeedSettings single =
                new FeedSettings(8, 1 << 20, 1 << 24, new Backbone.Bounds(4, 10), 6, 30_000, 30_000, 5_000, 50);
        FeedBench narrow = new FeedBench(single);
        narrow.log.append(8);
        narrow.live();
        narrow.lost();
        narrow.linkUp();
        narrow.watched();
        List<Entry> missed = narrow.log.append(2, 8);
        // When
        for (int reads = 0; reads < 4 && narrow.backbone.isRead(); reads++) narrow.answerRead();
        // Then
        assertThat(narrow.state()).isEqualTo(State.LIVE);
        narrow.credit();
        assertThat(narrow.listener.takeTold()).isEqualTo(ids(missed));
    }

    @Test
    void aHoleIsToldToAllLiveSubscriptionsBeforeWhatFollows() {
        // Given
        reading();
        Position head = bench.log.head();
        List<Entry> missed = bench.log.append(6, 1);
        bench.log.trimTo(2);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(
                        joined(List.of(gap(Reason.TRIMMED, head, missed.get(3).id())), ids(missed.subList(4, 6))));
        assertThat(bench.gaps).containsExactly(Reason.TRIMMED);
    }

    @Test
    void heldMessagesThatLeadToTheHeadMakeTheHoleSmaller() {
        // Given
        bench.live().publish(3);
        bench.credit();
        bench.credit();
        bench.lost();
        bench.linkUp();
        bench.watched();
        bench.listener.takeTold();
        Position head = bench.log.head();
        bench.log.restore(1);
        Position restored = bench.log.head();
        List<Entry> fresh = bench.publish(1);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(joined(List.of(gap(Reason.REWRITTEN, head, restored)), ids(fresh)));
    }

    @Test
    void heldMessagesThatLeadBackToTheHeadLeaveNoHole() {
        // Given
        reading();
        List<Entry> held = bench.publish(3);
        bench.log.expire();
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).isEqualTo(ids(held));
        assertThat(bench.gaps).isEmpty();
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void aChainThatBreaksBehindTheHeadIsReadOnceMoreAndThenTold() {
        // Given
        reading();
        bench.log.append();
        bench.answerRead();
        bench.lost();
        bench.linkUp();
        bench.watched();
        bench.credit();
        bench.listener.takeTold();
        Position head = bench.log.head();
        Entry stranger = new Entry(new Position(2, 1L << 40), new Position(1, 1L << 41), new Message(new byte[1]));
        bench.log.damage(stranger);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).isEmpty();
        bench.answerRead();
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.REWRITTEN, head, stranger.prev()),
                        stranger.id().toString());
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void aHoleAtTheEndOfTheLogIsReadOnceMoreAndThenTold() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(3, 1);
        bench.log.deleteLast();
        // When
        while (bench.backbone.isRead()) bench.answerRead();
        bench.credit();
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("read 2", "read 2");
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        missed.get(0).id().toString(),
                        missed.get(1).id().toString(),
                        gap(Reason.REWRITTEN, missed.get(1).id(), bench.log.head()));
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void aHeldMessageFillsTheHoleThatItLeftAtTheEndOfTheLog() {
        // Given
        reading();
        List<Entry> held = bench.publish(2);
        bench.log.deleteLast();
        // When
        while (bench.backbone.isRead()) bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).isEqualTo(ids(held));
        assertThat(bench.gaps).isEmpty();
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void aFailedReadBacksOffAndIsRepeated() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(1, 1);
        // When
        bench.failRead();
        // Then
        assertThat(bench.backbone.takeRequests()).isEmpty();
        bench.advance(100);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 0");
        bench.answerRead();
        assertThat(bench.listener.takeTold()).isEqualTo(ids(missed));
    }

    @Test
    void anOpenThatFailsIsRepeated() {
        // Given
        bench.join(Since.LATEST);
        bench.watched();
        // When
        bench.backbone.position().fail();
        bench.advance(100);
        bench.answerPosition();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("live");
    }

    @Test
    void whatWasPublishedWhileThePositionWasOpenedIsHeld() {
        // Given
        bench.join(Since.LATEST);
        bench.watched();
        Position opened = bench.log.head();
        List<Entry> held = bench.publish(2);
        // When
        bench.backbone.position().answer(opened);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        bench.join(opened);
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(joined(List.of("live"), joined(ids(held), List.of("live"))));
    }

    @Test
    void aJoinWaitsUntilTheFeedIsLive() {
        // Given
        reading();
        bench.join(bench.log.head());
        List<Entry> missed = bench.log.append(1, 1);
        assertThat(bench.listener.takeTold()).isEmpty();
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).contains(missed.get(0).id().toString(), "live");
    }

    @Test
    void aJoinThatWaitsFiveSecondsIsRefusedWhileTheOthersStay() {
        // Given
        reading();
        bench.join(Since.LATEST);
        // When
        for (int i = 0; i < 60; i++) {
            if (bench.backbone.isRead()) bench.failRead();
            bench.advance(100);
        }
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
        assertThat(bench.state()).isEqualTo(State.READING);
    }

    @Test
    void aLostLinkVoidsTheReadThatIsUnderWay() {
        // Given
        reading();
        List<Entry> missed = bench.log.append(1, 1);
        // When
        bench.lost();
        bench.answerRead();
        // Then
        assertThat(bench.state()).isEqualTo(State.STALE);
        assertThat(bench.listener.takeTold()).doesNotContain(missed.get(0).id().toString());
    }

    @Test
    void theLastLeaveWhileReadingUnwatches() {
        // Given
        bench.join(new Since.At(new WrittenLog().head()));
        bench.watched();
        Join waiting = bench.join(Since.LATEST);
        bench.advance(5_000);
        // When
        bench.cancel(waiting);
        // Then
        assertThat(bench.state()).isEqualTo(State.CLOSING);
        assertThat(bench.backbone.takeRequests()).endsWith("unwatch");
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
