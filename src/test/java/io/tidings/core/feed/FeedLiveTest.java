package io.tidings.core.feed;

import static io.tidings.core.feed.ListeningLane.gap;
import static io.tidings.core.feed.ListeningLane.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Feed.State;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Format;
import io.tidings.core.port.Telemetry.Repair;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the state table for a feed that is live, and for one whose link is lost. */
class FeedLiveTest {
    private final FeedBench bench = new FeedBench().live();

    @Test
    void aMessageThatFollowsTheHeadIsAppendedAndPosted() {
        // When
        Entry entry = bench.publish();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).containsExactly(entry.id().toString());
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void messagesThatAreToldTogetherArePostedTogether() {
        // Given
        List<Entry> entries = List.of(bench.log.append(), bench.log.append(), bench.log.append());
        // When
        bench.tell(entries);
        // Then
        assertThat(bench.listener.takeBatches()).containsExactly(3);
        assertThat(bench.listener.takeTold()).isEqualTo(ids(entries));
    }

    @Test
    void ofMessagesThatAreToldTogetherThoseThatChainArePostedAndTheRestIsRead() {
        // Given
        Entry first = bench.log.append();
        Entry missing = bench.log.append();
        Entry last = bench.log.append();
        // When
        bench.tell(List.of(first, last));
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(first.id().toString());
        assertThat(bench.backbone.takeRequests()).containsExactly("read 1");
        bench.credit();
        bench.answerRead();
        assertThat(bench.listener.takeTold()).isEqualTo(ids(List.of(missing, last)));
    }

    @Test
    void aMessageThatTheRingHasIsDropped() {
        // Given
        List<Entry> entries = bench.publish(2);
        bench.credit();
        bench.listener.takeTold();
        // When
        entries.forEach(bench::tell);
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.listener.takeTold()).isEmpty();
        assertThat(bench.repairs).isEmpty();
    }

    @Test
    void anyOtherMessageIsHeldAndTheLogIsRead() {
        // Given
        Entry dropped = bench.log.append();
        // When
        Entry ahead = bench.publish();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.backbone.takeRequests()).containsExactly("read 0");
        assertThat(bench.repairs).containsExactly(Repair.CHAIN);
        assertThat(bench.listener.takeTold()).isEmpty();
        bench.answerRead();
        assertThat(bench.listener.takeTold()).isEqualTo(ids(List.of(dropped, ahead)));
    }

    @Test
    void aMessageOfAnotherBranchAtTheSameOffsetStartsARepairThatTellsTheHole() {
        // Given
        Entry seen = bench.publish();
        bench.credit();
        bench.listener.takeTold();
        Position restored = seen.prev();
        bench.log.restore(0);
        Position reborn = bench.log.head();
        // When
        Entry other = bench.publish();
        bench.answerRead();
        // Then
        assertThat(reborn).isNotEqualTo(restored);
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.REWRITTEN, seen.id(), reborn), other.id().toString());
    }

    @Test
    void anAuditThatFindsAnotherPositionReadsTheLog() {
        // Given
        Entry dropped = bench.log.append();
        audit();
        // When
        bench.answerPosition();
        // Then
        assertThat(bench.state()).isEqualTo(State.READING);
        assertThat(bench.repairs).containsExactly(Repair.AUDIT);
        bench.answerRead();
        assertThat(bench.listener.takeTold()).containsExactly(dropped.id().toString());
    }

    @Test
    void anAuditFindsAHoleAtTheEndOfTheLogAndTheNextOneFindsNothing() {
        // Given
        Position seen = bench.publish().id();
        bench.credit();
        bench.listener.takeTold();
        bench.log.append();
        bench.log.deleteLast();
        audit();
        // When
        bench.answerPosition();
        while (bench.backbone.isRead()) bench.answerRead();
        audit();
        bench.answerPosition();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly(gap(Reason.REWRITTEN, seen, bench.log.head()));
        assertThat(bench.repairs).containsExactly(Repair.AUDIT);
    }

    @Test
    void anAuditThatFindsTheHeadChangesNothing() {
        // Given
        audit();
        // When
        bench.answerPosition();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.repairs).isEmpty();
    }

    @Test
    void anAuditAnswerThatIsOlderThanTheLastAppendIsIgnored() {
        // Given
        Position before = bench.log.head();
        audit();
        bench.publish();
        // When
        bench.backbone.position().answer(before);
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
        assertThat(bench.repairs).isEmpty();
    }

    @Test
    void anAuditAnswerThatComesWhileTheLinkIsLostIsIgnored() {
        // Given
        bench.log.append();
        audit();
        bench.lost();
        // When
        bench.answerPosition();
        // Then
        assertThat(bench.state()).isEqualTo(State.STALE);
    }

    @Test
    void anAuditThatFailsChangesNothing() {
        // Given
        audit();
        // When
        bench.backbone.position().fail();
        bench.run();
        // Then
        assertThat(bench.state()).isEqualTo(State.LIVE);
    }

    @Test
    void anAuditSkipsAFeedWhoseChainHasAdvanced() {
        // Given
        audit();
        bench.answerPosition();
        // When
        for (int i = 0; i < 100; i++) {
            bench.publish();
            bench.advance(1_000);
        }
        // Then
        assertThat(bench.backbone.takeRequests()).isEmpty();
    }

    @Test
    void aFeedIsVisitedTwiceInTheThirtySecondsOfAnAudit() {
        // When
        int visits = 0;
        for (int second = 0; second < 300; second++) {
            bench.advance(1_000);
            visits += bench.backbone.takeRequests().size();
        }
        // Then
        assertThat(visits).isBetween(19, 21);
    }

    @Test
    void stepsOfAnAuditThatComeLateDoNotAddUp() {
        // When
        int visits = 0;
        for (int stall = 0; stall < 375; stall++) {
            bench.lanes.stall(800);
            visits += bench.backbone.takeRequests().size();
        }
        // Then
        assertThat(visits).isBetween(19, 21);
    }

    @Test
    void theLastLeaveLingersThirtySecondsAndThenUnwatches() {
        // Given
        bench.leave();
        bench.advance(29_999);
        assertThat(bench.state()).isEqualTo(State.LIVE);
        // When
        bench.advance(1);
        // Then
        assertThat(bench.state()).isEqualTo(State.CLOSING);
        assertThat(bench.backbone.takeRequests()).endsWith("unwatch");
    }

    @Test
    void aJoinStopsTheLingering() {
        // Given
        bench.leave();
        bench.advance(29_999);
        // When
        bench.join(Since.LATEST);
        // Then
        bench.advance(60_000);
        assertThat(bench.state()).isEqualTo(State.LIVE);
        bench.leave();
        bench.advance(29_999);
        assertThat(bench.state()).isEqualTo(State.LIVE);
        bench.advance(1);
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void aFeedLingersOnWhenAJoinTookAPageAndWentAway() {
        // Given
        Position before = bench.log.head();
        bench.publish(3);
        bench.leave();
        // When
        Join join = bench.join(new Since.At(before), Join.Kind.FIRST, Format.TEXT, new Backbone.Bounds(1, 100));
        bench.cancel(join);
        // Then
        assertThat(bench.listener.takeTold()).endsWith("more");
        bench.advance(30_000);
        assertThat(bench.state()).isEqualTo(State.CLOSING);
    }

    @Test
    void aLostLinkKeepsRingAndHeadAndNobodyHearsAnything() {
        // Given
        Entry seen = bench.publish();
        bench.listener.takeTold();
        // When
        bench.lost();
        // Then
        assertThat(bench.state()).isEqualTo(State.STALE);
        bench.publish();
        assertThat(bench.listener.takeTold()).isEmpty();
        assertThat(bench.backbone.takeRequests()).isEmpty();
        bench.linkUp();
        assertThat(bench.state()).isEqualTo(State.WATCHING);
        bench.watched();
        assertThat(bench.backbone.takeRequests())
                .containsExactly("watch", "read " + seen.id().offset());
    }

    @Test
    void aStaleFeedLetsJoinsWaitFiveSeconds() {
        // Given
        bench.lost();
        bench.join(Since.LATEST);
        bench.advance(4_999);
        assertThat(bench.listener.takeTold()).isEmpty();
        // When
        bench.advance(1);
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
        assertThat(bench.state()).isEqualTo(State.STALE);
    }

    @Test
    void theLastLeaveOfAStaleFeedRemovesIt() {
        // Given
        bench.lost();
        // When
        bench.leave();
        // Then
        assertThat(bench.isGone()).isTrue();
        assertThat(bench.backbone.takeRequests()).isEmpty();
        assertThat(bench.feeds.ringBytes()).isZero();
    }

    @Test
    void aLinkThatIsLostWhileTheFeedLingersRemovesIt() {
        // Given
        bench.leave();
        // When
        bench.lost();
        // Then
        assertThat(bench.isGone()).isTrue();
        bench.advance(60_000);
        assertThat(bench.backbone.takeRequests()).doesNotContain("unwatch");
    }

    @Test
    void aFeedThatHasGoneGivesBackAllItsFrames() {
        // Given
        bench.publish(3);
        bench.credit();
        bench.leave();
        // When
        bench.advance(30_000);
        bench.unwatched();
        // Then
        assertThat(bench.isGone()).isTrue();
        assertThat(bench.frames.held()).isEmpty();
        assertThat(bench.frames.messages()).isEqualTo(3);
    }

    private void audit() {
        for (int i = 0; i < 40 && !bench.backbone.takeRequests().contains("position"); i++) bench.advance(1_000);
    }

    @Test
    void aPodThatStopsGivesBackWhatItsFeedsHold() {
        // Given
        bench.publish(3);
        List<CountingFrames.Counted> held = bench.frames.held();
        // When
        bench.feeds.close();
        // Then
        assertThat(held).isNotEmpty();
        assertThat(bench.frames.held()).isEmpty();
        assertThat(bench.feeds.size()).isZero();
        assertThat(bench.feeds.ringBytes()).isZero();
    }
}
