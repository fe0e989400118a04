package io.tidings.core.feed;

import static io.tidings.core.feed.ListeningLane.gap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap.Reason;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A short poll of a channel that has no live feed reads the log, and starts no feed. */
class PassingTest {
    private final FeedBench bench = new FeedBench();
    private final Position birth = bench.log.head();

    @AfterEach
    void noFeedWasStartedAndNoFrameIsHeld() {
        assertThat(bench.isGone()).isTrue();
        assertThat(bench.backbone.takeRequests()).doesNotContain("watch");
        assertThat(bench.frames.held()).isEmpty();
    }

    private void pass(Since since, Backbone.Bounds bounds) {
        bench.join(since, Join.Kind.PASSING, Format.JSON, bounds);
        bench.answerPosition();
        for (int i = 0; i < 5 && bench.backbone.isRead(); i++) bench.answerRead();
    }

    private void pass(Since since) {
        pass(since, WrittenLog.ALL);
    }

    @Test
    void theEndOfTheLogEndsThePages() {
        // Given
        List<Entry> entries = bench.log.append(2, 1);
        // When
        pass(new Since.At(entries.get(0).id()));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(entries.get(1).id().toString(), "end");
    }

    @Test
    void aPageThatIsCutSaysThatThereIsMore() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        // When
        pass(new Since.At(birth), new Backbone.Bounds(2, 100));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        entries.get(0).id().toString(), entries.get(1).id().toString(), "more");
    }

    @Test
    void aReadThatIsCutSaysThatThereIsMore() {
        // Given
        List<Entry> entries = bench.log.append(6, 1);
        // When
        pass(Since.EARLIEST);
        // Then
        assertThat(bench.listener.takeTold())
                .hasSize(5)
                .endsWith(entries.get(3).id().toString(), "more");
    }

    @Test
    void latestAsksForThePositionAlone() {
        // Given
        bench.log.append();
        // When
        pass(Since.LATEST);
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("position");
        assertThat(bench.listener.takeTold()).containsExactly("end");
        assertThat(bench.listener.lastPage().start()).isEqualTo(bench.log.head());
    }

    @Test
    void lastCountsBackFromThePosition() {
        // Given
        List<Entry> entries = bench.log.append(4, 1);
        // When
        pass(new Since.Last(1));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(entries.get(3).id().toString(), "end");
    }

    @Test
    void aHoleIsTold() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        bench.log.trimTo(1);
        // When
        pass(new Since.At(birth));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.TRIMMED, birth, entries.get(1).id()),
                        entries.get(2).id().toString(),
                        "end");
    }

    @Test
    void aBrokenChainIsReadOnceMore() {
        // Given
        Entry first = bench.log.append();
        Entry stranger = new Entry(new Position(2, 1L << 40), new Position(1, 1L << 41), first.message());
        bench.log.damage(stranger);
        // When
        pass(new Since.At(first.id()));
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("position", "read 1", "read 1");
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        gap(Reason.REWRITTEN, first.id(), stranger.prev()),
                        stranger.id().toString(),
                        "end");
    }

    @Test
    void whatIsBelowAHoleAtTheEndOfTheLogComesFirstAndThereIsMore() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        bench.log.deleteLast();
        // When
        pass(new Since.At(birth));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(
                        entries.get(0).id().toString(), entries.get(1).id().toString(), "more");
    }

    @Test
    void aHoleAtTheEndOfTheLogIsTold() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        bench.log.deleteLast();
        // When
        pass(new Since.At(entries.get(1).id()));
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(gap(Reason.REWRITTEN, entries.get(1).id(), bench.log.head()), "end");
    }

    @Test
    void aPageThatHasRoomForTheJoinsOwnEntryAloneIsReadOnBehindIt() {
        // Given
        List<Entry> entries = bench.log.append(3, 1);
        bench.join(new Since.At(entries.get(0).id()), Join.Kind.PASSING);
        bench.answerPosition();
        // When
        for (int i = 0; i < 5 && bench.backbone.isRead(); i++) {
            var read = bench.backbone.read();
            read.answer(bench.log.page(read.from(), new Backbone.Bounds(1, 1)));
            bench.run();
        }
        // Then
        assertThat(bench.listener.takeTold())
                .containsExactly(entries.get(1).id().toString(), "more");
    }

    @Test
    void aBackboneThatIsAwayRefuses() {
        // Given
        bench.join(Since.EARLIEST, Join.Kind.PASSING);
        // When
        bench.backbone.position().fail();
        bench.run();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
    }

    @Test
    void aReadThatFailsRefuses() {
        // Given
        bench.join(Since.EARLIEST, Join.Kind.PASSING);
        bench.answerPosition();
        // When
        bench.failRead();
        // Then
        assertThat(bench.listener.takeTold()).containsExactly("backbone-away");
    }
}
