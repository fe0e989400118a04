package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of what a log says to one who was last at some position, line by line. */
class ResumeTest {
    private final WrittenLog log = new WrittenLog();
    private final Position birth = log.head();

    private Resume resume(Position since) {
        return Resume.of(since, log.page(since.offset(), WrittenLog.ALL));
    }

    @Test
    void theRestFollowsWhenTheFirstEntryIsThePosition() {
        // Given
        List<Entry> all = log.append(4, 1);
        // When, Then
        assertThat(resume(all.get(1).id())).isEqualTo(new Resume.Complete(all.subList(2, 4)));
    }

    @Test
    void allFollowsWhenTheFirstEntryComesRightAfterThePosition() {
        // Given
        List<Entry> all = log.append(4, 1);
        log.trimTo(2);
        // When, Then
        assertThat(resume(all.get(1).id())).isEqualTo(new Resume.Complete(all.subList(2, 4)));
    }

    @Test
    void allFollowsThePositionBeforeTheFirstMessage() {
        // Given
        List<Entry> all = log.append(2, 1);
        // When, Then
        assertThat(resume(birth)).isEqualTo(new Resume.Complete(all));
    }

    @Test
    void nothingWasMissedWhenThePositionIsTheHead() {
        // Given
        Position head = log.append().id();
        // When, Then
        assertThat(resume(head)).isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void nothingWasMissedWhenThePositionIsTheHeadOfALogThatHasExpired() {
        // Given
        Position head = log.append().id();
        log.expire();
        // When, Then
        assertThat(resume(head)).isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void nothingWasMissedInAChannelThatHasNoMessages() {
        assertThat(resume(birth)).isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void messagesBeforeTheFirstAreTrimmed() {
        // Given
        List<Entry> all = log.append(5, 1);
        log.trimTo(2);
        // When, Then
        assertThat(resume(all.get(0).id()))
                .isEqualTo(new Resume.Gap(Reason.TRIMMED, all.get(2).id(), all.subList(3, 5)));
    }

    @Test
    void messagesOfALogThatIsEmptyHaveExpired() {
        // Given
        List<Entry> all = log.append(3, 1);
        log.expire();
        // When, Then
        assertThat(resume(all.get(0).id())).isEqualTo(new Resume.Gap(Reason.EXPIRED, log.head(), List.of()));
    }

    @Test
    void anotherMessageAtTheSameOffsetMeansThatTheLogWasRewritten() {
        // Given
        log.append(2, 1);
        Position lost = log.append().id();
        log.restore(2);
        List<Entry> after = log.append(2, 1);
        // When, Then
        assertThat(resume(lost))
                .isEqualTo(new Resume.Gap(Reason.REWRITTEN, after.get(0).prev(), after));
    }

    @Test
    void aNextMessageWithAnotherPredecessorMeansThatTheLogWasRewritten() {
        // Given
        Position lost = log.append().id();
        log.restore(0);
        List<Entry> after = log.append(2, 1);
        log.trimTo(1);
        // When, Then
        assertThat(resume(lost))
                .isEqualTo(new Resume.Gap(Reason.REWRITTEN, after.get(0).id(), after.subList(1, 2)));
    }

    @Test
    void aLogThatEndsBelowThePositionWasRewrittenAndGoesOnAfterItsHead() {
        // Given
        log.append(3, 1);
        Position lost = log.append().id();
        log.restore(2);
        // When, Then
        assertThat(resume(lost)).isEqualTo(new Resume.Gap(Reason.REWRITTEN, log.head(), List.of()));
    }

    @Test
    void anEmptyLogWhoseHeadHasTheSameOffsetAndAnotherTagWasRewritten() {
        // Given
        Position lost = log.append().id();
        log.restore(0);
        log.append();
        log.expire();
        // When, Then
        assertThat(resume(lost)).isEqualTo(new Resume.Gap(Reason.REWRITTEN, log.head(), List.of()));
    }

    @Test
    void aFlushedChannelThatWasBornAgainWasRewritten() {
        // Given
        Position seen = new Position(0, birth.tag() + 1_000_000);
        // When, Then
        assertThat(resume(seen)).isEqualTo(new Resume.Gap(Reason.REWRITTEN, birth, List.of()));
    }

    @Test
    void aChainThatBreaksRightBehindThePositionIsReadOnceMoreBeforeTheGapIsBelieved() {
        // Given
        Position seen = log.append().id();
        Entry stranger = unchained(2, 77, 76);
        log.damage(stranger);
        List<Entry> rest = log.append(1, 1);
        // When, Then
        assertThat(resume(seen))
                .isEqualTo(new Resume.Broken(
                        new Resume.Gap(Reason.REWRITTEN, stranger.prev(), List.of(stranger, rest.get(0)))));
    }

    @Test
    void aLogThatEndsAtThePositionAndBelowItsHeadIsReadOnceMoreBeforeTheGapIsBelieved() {
        // Given
        Position seen = log.append().id();
        log.append(2, 1);
        log.deleteLast();
        log.deleteLast();
        // When, Then
        assertThat(resume(seen)).isEqualTo(new Resume.Broken(new Resume.Gap(Reason.REWRITTEN, log.head(), List.of())));
    }

    @Test
    void whatALogHasBelowAHoleAtItsEndComesFirst() {
        // Given
        List<Entry> all = log.append(3, 1);
        log.deleteLast();
        // When, Then
        assertThat(resume(all.get(0).id())).isEqualTo(new Resume.Complete(all.subList(1, 2)));
    }

    @Test
    void nothingWasMissedWhenThePositionIsThatOfADeletedMessageAndTheHead() {
        // Given
        log.append(2, 1);
        log.deleteLast();
        // When, Then
        assertThat(resume(log.head())).isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void aPageThatWasCutBehindThePositionSaysNothingOfAHole() {
        // Given
        Position seen = log.append().id();
        log.append(2, 1);
        log.deleteLast();
        // When, Then
        assertThat(Resume.of(seen, log.page(seen.offset(), new Backbone.Bounds(1, 1))))
                .isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void anEntryThatIsNewerThanTheHeadIsNoHole() {
        // Given
        Position head = log.append().id();
        Entry newer = log.append();
        LogPage page = new LogPage(List.of(newer), head, false);
        // When, Then
        assertThat(Resume.of(newer.id(), page)).isEqualTo(new Resume.Complete(List.of()));
    }

    @Test
    void whatStandsBehindALaterBreakIsLeftOut() {
        // Given
        List<Entry> all = log.append(3, 1);
        log.damage(unchained(4, 77, 76));
        // When, Then
        assertThat(resume(all.get(0).id())).isEqualTo(new Resume.Complete(all.subList(1, 3)));
        assertThat(resume(birth)).isEqualTo(new Resume.Complete(all));
    }

    @Test
    void whatStandsBehindABreakIsLeftOutOfAGapToo() {
        // Given
        List<Entry> all = log.append(5, 1);
        log.trimTo(2);
        log.damage(unchained(6, 77, 76));
        // When, Then
        assertThat(resume(birth))
                .isEqualTo(new Resume.Gap(Reason.TRIMMED, all.get(2).id(), all.subList(3, 5)));
    }

    private static Entry unchained(long offset, long tag, long prevTag) {
        return new Entry(
                new Position(offset, tag << 32), new Position(offset - 1, prevTag << 32), new Message(new byte[1]));
    }
}
