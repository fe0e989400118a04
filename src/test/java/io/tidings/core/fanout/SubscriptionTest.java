package io.tidings.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.feed.Chunk;
import io.tidings.core.feed.FeedDirectory;
import io.tidings.core.feed.FeedListener;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.feed.Feeds;
import io.tidings.core.feed.Join;
import io.tidings.core.feed.Mark;
import io.tidings.core.feed.Page;
import io.tidings.core.port.Format;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Log matching at the last hop, whatever a batch brings. The batches come from a second feed of the same channel, whose log
 * is at the test's disposal.
 */
class SubscriptionTest {
    private final FanoutBench bench = new FanoutBench();
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final Feeds other =
            new Feeds(bench.feedLane, bench.backbone, bench.frames, FeedSettings.DEFAULTS, Telemetry.NONE);

    /** Gives the batches and holes of the other feed to the fan-out. */
    private final class Diversion implements FeedListener {
        @Override
        public Lane lane() {
            return bench.sessionLane;
        }

        @Override
        public void onBatch(Mark mark, Chunk chunk) {
            bench.fanout.onBatch(mark, chunk);
        }

        @Override
        public void onPage(Page page) {
            page.chunk().release();
        }

        @Override
        public void onGap(Mark mark, Gap gap) {
            bench.fanout.onGap(mark, gap);
        }

        @Override
        public void onBehind(Mark mark) {
            bench.fanout.onBehind(mark);
        }

        @Override
        public void onRefused(Join join, Refusal refusal) {}
    }

    /** The other feed is live at a position. */
    private void otherAt(Position position) {
        FeedDirectory directory = new FeedDirectory(new Lanes(List.of(bench.feedLane)), List.of(other));
        directory.join(new Join(
                FanoutBench.CHANNEL,
                new Diversion(),
                this,
                Format.TEXT,
                Since.LATEST,
                WrittenLog.ALL,
                Join.Kind.FIRST,
                0));
        bench.run();
        other.watched(FanoutBench.CHANNEL, bench.backbone.generation());
        bench.run();
        bench.backbone.position().answer(position);
        bench.run();
    }

    private void otherTells(Entry entry) {
        other.messages(FanoutBench.CHANNEL, List.of(entry));
        bench.run();
    }

    private List<Entry> entries;

    @BeforeEach
    void aSubscriptionIsLiveAtTheSecondOfFourMessages() {
        bench.live(receiver);
        bench.publish(2);
        receiver.takeTold();
        bench.log.append(2, 1);
        entries = bench.log.entries();
    }

    @Test
    void anEntryThatFollowsIsDelivered() {
        // Given
        otherAt(entries.get(1).id());
        // When
        otherTells(entries.get(2));
        // Then
        assertThat(receiver.takeTold()).containsExactly(entries.get(2).id().toString());
    }

    @Test
    void whatHasPassedIsDropped() {
        // Given
        otherAt(entries.get(0).prev());
        // When
        otherTells(entries.get(0));
        otherTells(entries.get(1));
        otherTells(entries.get(2));
        // Then
        assertThat(receiver.takeTold()).containsExactly(entries.get(2).id().toString());
    }

    @Test
    void whatLiesAheadMakesTheSubscriptionJoinAgainFromWhereItIs() {
        // Given
        otherAt(entries.get(2).id());
        // When
        otherTells(entries.get(3));
        // Then
        assertThat(receiver.takeTold()).containsExactly("live");
        assertThat(bench.rejoins).containsExactly(Telemetry.Rejoin.CHAIN);
        bench.feeds.messages(FanoutBench.CHANNEL, entries.subList(2, 4));
        bench.run();
        assertThat(receiver.takeTold())
                .containsExactly(
                        entries.get(2).id().toString(), entries.get(3).id().toString());
        assertThat(bench.fanout.size()).isEqualTo(1);
    }

    @Test
    void anotherBranchAtTheSameOffsetMakesTheSubscriptionJoinAgain() {
        // Given
        WrittenLog branch = new WrittenLog(2);
        otherAt(branch.head());
        // When
        otherTells(branch.append());
        // Then
        assertThat(receiver.takeTold()).containsExactly("live");
    }

    @Test
    void aHoleFromElsewhereMakesTheSubscriptionJoinAgain() {
        // Given
        WrittenLog branch = new WrittenLog(5);
        otherAt(branch.head());
        other.lost(FanoutBench.CHANNEL, bench.backbone.generation());
        other.linkUp();
        other.watched(FanoutBench.CHANNEL, bench.backbone.generation());
        branch.append(2, 1);
        branch.expire();
        // When
        bench.backbone.answerRead(branch);
        bench.run();
        // Then
        assertThat(receiver.takeTold()).containsExactly("live");
    }
}
