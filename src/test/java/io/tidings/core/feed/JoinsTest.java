package io.tidings.core.feed;

import static io.tidings.core.feed.ListeningLane.gap;
import static io.tidings.core.feed.ListeningLane.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Telemetry.Repair;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Joining a live feed: from its ring where that reaches back, else by reads of the log that all who wait share. */
class JoinsTest {
    private static final int RING = FeedBench.SETTINGS.ringEntries();

    private final FeedBench bench = new FeedBench().live();
    private final Position birth = bench.log.head();

    /** A log of this many messages, of which the ring has the last; nothing of that is left to be taken. */
    private List<Entry> published(int count) {
        List<Entry> entries = bench.publish(count);
        while (bench.listener.takeBatches().size() > 0) bench.credit();
        bench.listener.takeTold();
        return entries;
    }

    @Test
    void theRingServesWhatItHasAndMakesLiveInTheSameStep() {
        // Given
        List<Entry> entries = published(3);
        // When
        bench.join(entries.get(0).id());
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        entries.get(1).id().toString(), entries.get(2).id().toString(), "live");
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void theRingServesPageByPage() {
        // Given
        List<Entry> entries = published(3);
        // When
        bench.join(new Since.At(birth), Join.Kind.FIRST, Format.JSON, new Backbone.Bounds(2, 100));
        // Then
        assertThat(bench.listener.takeTold()).containsExactlyElementsOf(with(ids(entries.subList(0, 2)), "more"));
        assertThat(bench.listener.lastPage().start()).isEqualTo(birth);
    }

    @Test
    void latestGoesOnAfterTheHead() {
        // Given
        List<Entry> entries = published(3);
        // When
        bench.join(Since.LATEST);
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("live");
        assertThat(bench.listener.lastPage().start()).isEqualTo(entries.get(2).id());
    }

    @Test
    void everyPlaceInAChannelWithoutMessagesIsItsStart() {
        // When
        bench.join(Since.EARLIEST);
        bench.join(new Since.Last(5));
        bench.join(birth);
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("live", "live", "live");
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void whatTheRingHasForgottenComesFromTheLogPageByPage() {
        // Given
        List<Entry> entries = published(RING + 4);
        // When
        bench.join(entries.get(0).id());
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactlyElementsOf(with(ids(entries.subList(1, 4)), "more"));
        bench.join(new Since.At(entries.get(3).id()), Join.Kind.AGAIN);
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(with(ids(entries.subList(4, RING + 4)), "live"));
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1");
    }

    @Test
    void aThousandJoinsAtOneOffsetCostOneReadAPage() {
        // Given
        List<Entry> entries = published(RING + 4);
        // When
        for (int i = 0; i < 1_000; i++) bench.join(entries.get(0).id());
        bench.answerRead();
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1");
        assertThat(bench.listener.pages().stream().filter(Page::more)).hasSize(1_000);
    }

    @Test
    void joinsThatComeALittleLaterShareTheReadAndItsFrames() {
        // Given
        List<Entry> entries = published(RING + 4);
        bench.join(entries.get(0).id());
        bench.answerRead();
        long encoded = bench.frames.messages();
        // When
        bench.advance(400);
        bench.join(entries.get(1).id());
        // Then
        assertThat(bench.listener.takeTold())
                .endsWith(entries.get(2).id().toString(), entries.get(3).id().toString(), "more");
        assertThat(bench.frames.messages()).isEqualTo(encoded);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1");
    }

    @Test
    void whatWasReadIsForgottenWhenNobodyHasAskedForFiveSeconds() {
        // Given
        List<Entry> entries = published(RING + 4);
        bench.join(entries.get(0).id());
        bench.answerRead();
        // When
        bench.advance(5_001);
        bench.join(entries.get(0).id());
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1", "read 1");
    }

    @Test
    void whoIsPagesBehindTheOthersSharesTheirReads() {
        // Given
        List<Entry> entries = published(RING + 8);
        bench.join(entries.get(0).id());
        bench.answerRead();
        bench.join(entries.get(3).id());
        bench.answerRead();
        bench.backbone.takeRequests();
        bench.listener.takeTold();
        // When
        bench.advance(400);
        bench.join(entries.get(0).id());
        bench.advance(400);
        bench.join(entries.get(1).id());
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(with(
                        with(ids(entries.subList(1, 4)), "more"),
                        with(ids(entries.subList(2, 4)), "more").toArray(String[]::new)));
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void onlyTheLastPartsOfALogAreKept() {
        // Given
        List<Entry> entries = published(RING + 50);
        for (int i = 0; i < 27; i += 3) {
            bench.join(entries.get(i).id());
            bench.answerRead();
        }
        bench.backbone.takeRequests();
        // When
        bench.join(entries.get(3).id());
        bench.join(entries.get(0).id());
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1");
    }

    @Test
    void oneReadIsInFlightFromTheSmallestOffsetThatWaits() {
        // Given
        List<Entry> entries = published(RING + 6);
        bench.join(entries.get(3).id());
        bench.join(entries.get(2).id());
        bench.join(entries.get(1).id());
        assertThat(bench.backbone.takeRequests()).containsExactly("read 4");
        // When
        bench.answerRead();
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("read 2");
        bench.answerRead();
        assertThat(bench.backbone.isRead()).isFalse();
        assertThat(bench.listener.pages()).hasSize(4);
    }

    @Test
    void aJoinThatCameAfterTheReadWasAskedForIsNotToldAHoleByIt() {
        // Given
        published(RING + 6);
        bench.join(birth);
        var read = bench.backbone.read();
        var page = bench.log.page(read.from(), WrittenLog.ALL);
        Position elsewhere = bench.log.append().id();
        bench.join(elsewhere);
        bench.backbone.takeRequests();
        // When
        read.answer(page);
        bench.run();
        // Then
        assertThat(bench.gaps).isEmpty();
        assertThat(bench.backbone.takeRequests()).hasSize(1);
    }

    @Test
    void aJoinAheadOfTheFeedIsNoHoleButMakesTheFeedReadOn() {
        // Given
        Position ahead = bench.log.append(2, 1).get(1).id();
        // When
        bench.join(ahead);
        bench.answerRead();
        // Then
        assertThat(bench.repairs).containsExactly(Repair.AHEAD);
        assertThat(bench.state()).isEqualTo(State.READING);
        bench.answerRead();
        assertThat(bench.listener.takeTold())
                .containsExactly("live", "1-" + bench.log.entries().get(0).id().tag(), ahead.toString());
        assertThat(bench.gaps).isEmpty();
    }

    @Test
    void aPositionThatTheLogHasTrimmedIsTold() {
        // Given
        List<Entry> entries = published(RING + 6);
        bench.log.trimTo(RING + 2);
        // When
        bench.join(birth);
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .startsWith(
                        gap(Reason.TRIMMED, birth, entries.get(3).id()),
                        entries.get(4).id().toString())
                .endsWith("more");
        assertThat(bench.gaps).containsExactly(Reason.TRIMMED);
    }

    @Test
    void aPositionOfAnotherLogIsTold() {
        // Given
        List<Entry> entries = published(3);
        Position forged = new Position(2, 1L << 40);
        // When
        bench.join(forged);
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.REWRITTEN, forged, entries.get(0).id()),
                        entries.get(1).id().toString(),
                        entries.get(2).id().toString(),
                        "live");
    }

    @Test
    void anExpiredLogIsToldAndTheJoinGoesOnLiveAfterTheHead() {
        // Given
        List<Entry> entries = published(RING + 2);
        bench.log.expire();
        // When
        bench.join(birth);
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.EXPIRED, birth, entries.get(RING + 1).id()), "live");
    }

    @Test
    void aJoinThatTheLogNeverAnswersEndsInAGap() {
        // Given
        Position feedHead = published(2).get(1).id();
        WrittenLog other = new WrittenLog();
        other.append();
        Position stranger = other.append().id();
        bench.join(stranger);
        // When
        int reads = 0;
        while (bench.backbone.isRead() && reads < 20) {
            reads++;
            var read = bench.backbone.read();
            boolean forJoin = read.from() == stranger.offset() && bench.state() == State.LIVE;
            read.answer((forJoin ? other : bench.log).page(read.from(), read.bounds()));
            bench.run();
        }
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(gap(Reason.REWRITTEN, stranger, feedHead), "live");
    }

    @Test
    void aBrokenChainIsReadOnceMoreBeforeTheGapIsTold() {
        // Given
        List<Entry> entries = published(RING + 2);
        Entry stranger = new Entry(
                new Position(entries.get(0).id().offset() + 1, 1L << 40),
                new Position(1, 1L << 41),
                new Message(new byte[1]));
        WrittenLog damaged = new WrittenLog();
        damaged.damage(entries.get(0));
        damaged.damage(stranger);
        bench.join(entries.get(0).id());
        // When
        bench.backbone.answerRead(damaged);
        bench.run();
        // Then
        assertThat(bench.listener.takeTold()).isEmpty();
        assertThat(bench.gaps).isEmpty();
    }

    @Test
    void aPageThatHasRoomForTheJoinsOwnEntryAloneIsReadOnBehindIt() {
        // Given
        List<Entry> entries = published(RING + 4);
        bench.join(entries.get(0).id());
        // When
        for (int i = 0; i < 10 && bench.backbone.isRead(); i++) {
            var read = bench.backbone.read();
            read.answer(bench.log.page(read.from(), new Backbone.Bounds(1, 1)));
            bench.run();
        }
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(entries.get(1).id().toString(), "more");
        assertThat(bench.gaps).isEmpty();
    }

    @Test
    void aJoinFarFromTheSmallestOffsetIsReadForAfterItWasPassedOverFourTimes() {
        // Given
        List<Entry> entries = published(RING + 40);
        bench.join(entries.get(0).id());
        bench.join(entries.get(35).id());
        for (int i = 5; i <= 25; i += 5) bench.join(entries.get(i).id());
        // When
        while (bench.backbone.isRead()) bench.answerRead();
        // Then
        assertThat(bench.backbone.takeRequests())
                .containsExactly("read 1", "read 6", "read 11", "read 16", "read 21", "read 36", "read 26");
    }

    @Test
    void aHoleThatEndsAheadOfTheFeedIsToldAndTheSubscriberAsksOnFromThere() {
        // Given
        published(RING + 2);
        Position ahead = bench.log.append(2, 1).get(1).id();
        bench.log.expire();
        // When
        bench.join(birth);
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(gap(Reason.EXPIRED, birth, ahead), "more");
        bench.join(new Since.At(ahead), Join.Kind.AGAIN);
        bench.answerRead();
        assertThat(bench.repairs).containsExactly(Repair.AHEAD);
        bench.answerRead();
        assertThat(bench.listener.takeTold()).endsWith("live");
    }

    @Test
    void aJoinThatFindsAHoleAtTheEndOfTheLogMakesTheFeedReadOn() {
        // Given
        List<Entry> entries = published(RING + 2);
        Position last = entries.get(RING + 1).id();
        bench.log.append();
        bench.log.deleteLast();
        bench.join(entries.get(0).id());
        // When
        bench.backbone.read().answer(bench.log.page(1, WrittenLog.ALL));
        bench.run();
        while (bench.backbone.isRead()) bench.answerRead();
        // Then
        assertThat(bench.repairs).containsExactly(Repair.AHEAD);
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(
                        with(ids(entries.subList(1, RING + 2)), "live", gap(Reason.REWRITTEN, last, bench.log.head())));
    }

    @Test
    void whoHasHadTheMessageThatIsGoneFromTheEndOfTheLogHasMissedNothing() {
        // Given
        Position known = published(2).get(1).id();
        Position deleted = bench.log.append().id();
        bench.log.deleteLast();
        // When
        bench.join(deleted);
        while (bench.backbone.isRead()) bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(gap(Reason.REWRITTEN, known, deleted), "live");
        assertThat(bench.listener.lastPage().start()).isEqualTo(deleted);
    }

    @Test
    void lastGivesTheLastMessagesAndNeverAGap() {
        // Given
        List<Entry> entries = published(RING + 4);
        // When
        bench.join(new Since.Last(3));
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactlyElementsOf(with(ids(entries.subList(RING + 1, RING + 4)), "live"));
    }

    @Test
    void lastOfMoreThanTheLogHasGivesAllThereIs() {
        // Given
        List<Entry> entries = published(4);
        bench.log.trimTo(2);
        // When
        bench.join(new Since.Last(100));
        bench.join(Since.EARLIEST);
        bench.answerRead();
        // Then
        List<String> once = with(ids(entries.subList(2, 4)), "live");
        assertThat(bench.listener.takeTold()).containsExactlyElementsOf(with(once, once.toArray(String[]::new)));
        assertThat(bench.gaps).isEmpty();
    }

    @Test
    void earliestOfAnExpiredLogGoesOnAfterTheHeadWithoutAGap() {
        // Given
        published(2);
        bench.log.expire();
        // When
        bench.join(Since.EARLIEST);
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("live");
        assertThat(bench.listener.lastPage().start()).isEqualTo(bench.log.head());
    }

    @Test
    void aFailedReadBacksOffAndIsRepeatedAndTheFeedStaysLive() {
        // Given
        published(RING + 4);
        bench.join(birth);
        bench.backbone.takeRequests();
        // When
        bench.failRead();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        bench.advance(100);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 0");
    }

    @Test
    void aJoinThatTheLogDoesNotServeInFiveSecondsIsRefused() {
        // Given
        published(RING + 4);
        bench.join(birth);
        // When
        bench.advance(5_000);
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
    }

    @Test
    void aJoinThatIsTakenBackGetsNoPage() {
        // Given
        published(RING + 4);
        Join join = bench.join(birth);
        bench.cancel(join);
        // When
        bench.answerRead();
        // Then
        assertThat(bench.listener.takeTold()).isEmpty();
    }

    @Test
    void allFramesAreGivenBackWhenTheReplayIsForgotten() {
        // Given
        published(RING + 4);
        bench.join(birth);
        bench.answerRead();
        // When
        bench.advance(5_001);
        bench.lost();
        bench.leaveAll();
        // Then
        assertThat(bench.isGone()).isTrue();
        assertThat(bench.frames.held()).isEmpty();
    }

    private static List<String> with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }
}
