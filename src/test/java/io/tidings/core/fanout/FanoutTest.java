package io.tidings.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.feed.Join;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a feed's posts to subscriptions: order, flushes, formats, catching up and leaving. */
class FanoutTest {
    private final FanoutBench bench = new FanoutBench();
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final List<Subscription> joined = new ArrayList<>();

    @AfterEach
    void nothingIsLeftWhenAllHaveLeft() {
        joined.forEach(bench.fanout::leave);
        bench.run();
        assertThat(bench.fanout.size()).isZero();
        assertThat(bench.feedEnds()).isTrue();
        assertThat(bench.frames.held()).isEmpty();
    }

    private Subscription live(RecordingReceiver who) {
        Subscription subscription = bench.live(who);
        joined.add(subscription);
        return subscription;
    }

    @Test
    void aMessageReachesEverySubscriptionOnceAndEachIsFlushed() {
        // Given
        RecordingReceiver other = new RecordingReceiver();
        live(receiver);
        live(other);
        // When
        String id = bench.publish().id().toString();
        // Then
        assertThat(receiver.takeTold()).containsExactly(id);
        assertThat(other.takeTold()).containsExactly(id);
        assertThat(receiver.takeFlushes()).isEqualTo(1);
    }

    @Test
    void aReceiverThatThrowsIsToldOfItsEndAndTheOthersAreServedAllTheSame() {
        // Given
        RecordingReceiver other = new RecordingReceiver();
        live(receiver);
        live(other);
        receiver.whenEntry(subscription -> {
            throw new IllegalStateException("a bug");
        });
        // When
        String first = bench.post().id().toString();
        assertThatThrownBy(bench::run).hasMessage("a bug");
        bench.run();
        String second = bench.publish().id().toString();
        // Then
        assertThat(receiver.takeTold()).containsExactly(first, "internal");
        assertThat(other.takeTold()).containsExactly(first, second);
    }

    @Test
    void aReceiverThatThrowsAtItsFirstPageKeepsNothing() {
        // Given
        live(new RecordingReceiver());
        bench.publish(2);
        receiver.whenEntry(subscription -> {
            throw new IllegalStateException("a bug");
        });
        // When
        Since.At since = new Since.At(bench.log.entries().get(0).prev());
        assertThatThrownBy(() -> bench.joined(since, receiver)).hasMessage("a bug");
        // Then
        assertThat(receiver.takeTold()).endsWith("internal");
        assertThat(bench.fanout.size()).isEqualTo(1);
    }

    @Test
    void messagesThatCameTogetherShareAFlush() {
        // Given
        live(receiver);
        for (int i = 0; i < 5; i++) bench.post();
        // When
        bench.run();
        // Then
        assertThat(receiver.takeTold()).hasSize(5);
        assertThat(receiver.takeFlushes()).isEqualTo(1);
    }

    @Test
    void messagesThatComeWhileABatchIsInFlightShareTheNextFlush() {
        // Given
        live(receiver);
        bench.post();
        bench.lanes.step();
        for (int i = 0; i < 4; i++) bench.post();
        // When
        bench.run();
        // Then
        assertThat(receiver.takeTold()).hasSize(5);
        assertThat(receiver.takeFlushes()).isEqualTo(2);
    }

    @Test
    void eachSubscriptionGetsFramesInItsFormat() {
        // Given
        List<Format> formats = new ArrayList<>();
        Receiver noting = new Receiver() {
            @Override
            public void onPositioned(Subscription subscription) {}

            @Override
            public void onEntry(Subscription subscription, Entry entry, Frame frame) {
                formats.add(((CountingFrames.Counted) frame).format());
            }

            @Override
            public void onGap(Subscription subscription, Gap gap) {}

            @Override
            public void onLive(Subscription subscription) {}

            @Override
            public void onRefused(Subscription subscription, Refusal refusal) {}

            @Override
            public boolean isHungry(Subscription subscription) {
                return true;
            }

            @Override
            public void onFlush() {}
        };
        live(receiver);
        for (Format format : Format.values())
            joined.add(bench.fanout.join(
                    FanoutBench.CHANNEL, Since.LATEST, Join.Kind.FIRST, format, FanoutBench.PAGE, noting));
        bench.run();
        // When
        bench.publish();
        // Then
        assertThat(formats).containsExactlyInAnyOrder(Format.values());
        assertThat(bench.frames.messages()).isEqualTo(4);
    }

    @Test
    void aSubscriptionCatchesUpPageByPageAndIsThenLive() {
        // Given
        live(new RecordingReceiver());
        String start = bench.log.head().toString();
        List<String> ids = bench.publish(7);
        // When
        joined.add(bench.joined(new Since.At(bench.log.entries().get(0).prev()), receiver));
        // Then
        ids.add(0, "at " + start);
        ids.add("live");
        assertThat(receiver.takeTold()).isEqualTo(ids);
        String next = bench.publish().id().toString();
        assertThat(receiver.takeTold()).containsExactly(next);
    }

    @Test
    void theNextPageWaitsUntilTheReceiverIsHungry() {
        // Given
        live(new RecordingReceiver());
        List<String> ids = bench.publish(5);
        receiver.full(true);
        // When
        Subscription subscription =
                bench.joined(new Since.At(bench.log.entries().get(0).prev()), receiver);
        joined.add(subscription);
        // Then
        assertThat(receiver.takeTold()).endsWith(ids.get(2));
        receiver.full(false);
        subscription.pull();
        bench.run();
        assertThat(receiver.takeTold()).containsExactly(ids.get(3), ids.get(4), "live");
        subscription.pull();
        bench.run();
        assertThat(receiver.takeTold()).isEmpty();
    }

    @Test
    void whatComesWhileAPageIsReadIsNeitherLostNorDoubled() {
        // Given
        live(new RecordingReceiver());
        List<String> ids = bench.publish(FanoutBench.RING + 4);
        joined.add(bench.joined(new Since.At(bench.log.entries().get(0).id()), receiver));
        receiver.takeTold();
        // When
        while (bench.backbone.isRead()) {
            ids.add(bench.publish().id().toString());
            bench.backbone.answerRead(bench.log);
            ids.add(bench.publish().id().toString());
        }
        bench.run();
        // Then
        List<String> told = receiver.takeTold();
        assertThat(told).contains("live");
        assertThat(told.stream().filter(ids::contains)).containsExactlyElementsOf(ids.subList(1, ids.size()));
    }

    @Test
    void aLaneThatIsBehindCatchesUpFromEachSubscriptionsOwnPosition() {
        // Given
        live(receiver);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < FanoutBench.RING + FanoutBench.BATCH + 1; i++)
            ids.add(bench.post().id().toString());
        // When
        bench.run();
        while (bench.backbone.isRead()) {
            bench.backbone.answerRead(bench.log);
            bench.run();
        }
        // Then
        ids.add("live");
        assertThat(receiver.takeTold()).isEqualTo(ids);
        assertThat(bench.fanout.size()).isEqualTo(1);
        assertThat(bench.rejoins).containsOnly(Telemetry.Rejoin.OVERRUN);
    }

    @Test
    void aHoleIsToldAndTheStreamGoesOnBehindIt() {
        // Given
        live(receiver);
        bench.relink();
        List<Entry> missed = bench.log.append(3, 1);
        bench.log.trimTo(1);
        // When
        bench.answerAll();
        // Then
        assertThat(receiver.takeTold())
                .containsExactly(
                        "gap until " + missed.get(1).id(), missed.get(2).id().toString());
        String next = bench.publish().id().toString();
        assertThat(receiver.takeTold()).containsExactly(next);
    }

    @Test
    void leavingWhileAPageIsOnItsWayLeavesNoRegistrationBehind() {
        // Given
        live(new RecordingReceiver());
        Subscription subscription = bench.join(Since.LATEST, Format.EVENT, receiver);
        assertThat(bench.lanes.step()).isTrue();
        // When
        bench.leave(subscription);
        // Then
        assertThat(receiver.takeTold()).isEmpty();
        bench.publish();
        assertThat(receiver.takeTold()).isEmpty();
        assertThat(bench.frames.messages()).isEqualTo(1);
    }

    @Test
    void leavingWhileAJoinWaitsTakesItBack() {
        // Given
        Subscription subscription = bench.joined(Since.LATEST, receiver);
        // When
        bench.leave(subscription);
        // Then
        assertThat(bench.backbone.takeRequests()).containsExactly("watch", "unwatch");
        assertThat(receiver.takeTold()).isEmpty();
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        // Given
        Subscription first = live(receiver);
        live(new RecordingReceiver());
        // When
        bench.leave(first);
        bench.leave(first);
        // Then
        assertThat(bench.fanout.size()).isEqualTo(1);
        bench.publish();
        assertThat(receiver.takeTold()).isEmpty();
    }

    @Test
    void whoLeavesWithinABatchHearsNothingMoreOfIt() {
        // Given
        Subscription subscription = live(receiver);
        bench.post();
        for (int i = 0; i < 3; i++) bench.post();
        bench.run();
        receiver.takeTold();
        bench.post();
        String first = bench.post().id().toString();
        bench.post();
        receiver.whenEntry(who -> {
            if (first.equals(String.valueOf(who.position()))) bench.fanout.leave(subscription);
        });
        // When
        bench.run();
        // Then
        assertThat(receiver.takeTold()).hasSize(2).endsWith(first);
    }

    @Test
    void whoLeavesWithinAPageIsNotMadeLive() {
        // Given
        live(new RecordingReceiver());
        List<String> ids = bench.publish(2);
        receiver.whenEntry(bench.fanout::leave);
        // When
        bench.joined(new Since.At(bench.log.entries().get(0).prev()), receiver);
        // Then
        assertThat(receiver.takeTold()).hasSize(2).endsWith(ids.get(0));
        assertThat(bench.fanout.size()).isEqualTo(1);
    }

    @Test
    void aJoinThatIsRefusedEndsTheSubscription() {
        // Given
        Subscription subscription = bench.joined(Since.LATEST, receiver);
        // When
        bench.lanes.advance(5_000);
        // Then
        assertThat(receiver.takeTold()).containsExactly("backbone-away");
        subscription.pull();
        bench.run();
        assertThat(receiver.takeTold()).isEmpty();
    }
}
