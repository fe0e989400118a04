package io.tidings.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Format;
import io.tidings.model.Entry;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One big channel never holds the loop: its subscriptions are served a slice at a time, and the order is kept. */
class SlicesTest {
    private static final int MANY = 5_000;

    private final FanoutBench bench = new FanoutBench();
    private final List<RecordingReceiver> receivers = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    @BeforeEach
    void manyAreLive() {
        for (int i = 0; i < MANY; i++) {
            RecordingReceiver receiver = new RecordingReceiver();
            receivers.add(receiver);
            subscriptions.add(bench.join(Since.LATEST, Format.TEXT, receiver));
        }
        bench.run();
        bench.answerAll();
        assertThat(bench.fanout.size()).isEqualTo(MANY);
        receivers.forEach(RecordingReceiver::takeTold);
    }

    /** Posts a message; nobody is served yet. */
    private Entry posted() {
        Entry entry = bench.post();
        assertThat(bench.lanes.step()).isTrue();
        return entry;
    }

    /** Posts a message and serves the first slice. */
    private Entry firstSlice() {
        Entry entry = posted();
        assertThat(bench.lanes.step()).isTrue();
        return entry;
    }

    @Test
    void theLoopIsGivenToOthersBetweenTheSlices() {
        // Given
        receivers.forEach(RecordingReceiver::takeFlushes);
        posted();
        List<Long> served = new ArrayList<>();
        // When
        while (bench.lanes.step())
            served.add(receivers.stream().filter(each -> each.takeFlushes() > 0).count());
        // Then
        assertThat(served).startsWith((long) Fanout.SLICE, (long) Fanout.SLICE, (long) MANY - 2 * Fanout.SLICE);
        assertThat(bench.frames.held()).hasSize(1);
    }

    @Test
    void creditIsGivenWhenTheLastSliceIsDone() {
        // Given
        firstSlice();
        bench.post();
        assertThat(bench.frames.messages()).isEqualTo(1);
        // When
        bench.run();
        // Then
        assertThat(bench.frames.messages()).isEqualTo(2);
        for (RecordingReceiver receiver : receivers)
            assertThat(receiver.takeTold()).hasSize(2);
    }

    @Test
    void whoLeavesDuringTheSlicesIsNotServedAnyMore() {
        // Given
        Entry entry = firstSlice();
        bench.fanout.leave(subscriptions.get(0));
        bench.fanout.leave(subscriptions.get(MANY - 1));
        // When
        bench.run();
        // Then
        assertThat(receivers.get(0).takeTold()).containsExactly(entry.id().toString());
        assertThat(receivers.get(MANY - 1).takeTold()).isEmpty();
        assertThat(receivers.get(MANY - 2).takeTold())
                .containsExactly(entry.id().toString());
        assertThat(bench.fanout.size()).isEqualTo(MANY - 2);
    }

    @Test
    void thatAllLeaveDuringTheSlicesLeavesNothingBehind() {
        // Given
        firstSlice();
        // When
        subscriptions.forEach(bench.fanout::leave);
        bench.run();
        // Then
        assertThat(bench.fanout.size()).isZero();
        assertThat(bench.feedEnds()).isTrue();
        assertThat(bench.frames.held()).isEmpty();
    }

    @Test
    void whoJoinsDuringTheSlicesHasEachMessageOnce() {
        // Given
        Entry first = firstSlice();
        RecordingReceiver latest = new RecordingReceiver();
        RecordingReceiver back = new RecordingReceiver();
        bench.join(Since.LATEST, Format.TEXT, latest);
        bench.join(new Since.At(first.prev()), Format.TEXT, back);
        Entry second = bench.post();
        // When
        bench.run();
        // Then
        Entry third = bench.publish();
        List<String> ids = List.of(
                first.id().toString(), second.id().toString(), third.id().toString());
        assertThat(back.takeTold().stream().filter(ids::contains).toList()).isEqualTo(ids);
        List<String> told = latest.takeTold();
        int start = ids.indexOf(told.get(0).substring("at ".length()));
        assertThat(told.stream().filter(ids::contains).toList()).isEqualTo(ids.subList(start + 1, 3));
    }

    @Test
    void aHoleDuringTheSlicesComesBehindThemForEveryone() {
        // Given
        Entry before = firstSlice();
        bench.feeds.lost(FanoutBench.CHANNEL, bench.backbone.generation());
        bench.feeds.linkUp();
        bench.feeds.watched(FanoutBench.CHANNEL, bench.backbone.generation());
        List<Entry> missed = bench.log.append(3, 1);
        bench.log.trimTo(1);
        bench.backbone.answerRead(bench.log);
        // When
        bench.run();
        // Then
        for (RecordingReceiver receiver : receivers)
            assertThat(receiver.takeTold())
                    .containsExactly(
                            before.id().toString(),
                            "gap until " + missed.get(1).id(),
                            missed.get(2).id().toString());
    }

    @Test
    void theHolesOfThoseWhoLeftAreClosedWhenTheSlicesAreDone() {
        // Given
        firstSlice();
        for (int i = 0; i < MANY; i += 2) bench.fanout.leave(subscriptions.get(i));
        bench.run();
        receivers.forEach(RecordingReceiver::takeTold);
        // When
        Entry next = bench.publish();
        // Then
        for (int i = 0; i < MANY; i++)
            assertThat(receivers.get(i).takeTold())
                    .isEqualTo(i % 2 == 0 ? List.of() : List.of(next.id().toString()));
    }
}
