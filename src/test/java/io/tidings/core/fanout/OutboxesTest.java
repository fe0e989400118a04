package io.tidings.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Frame;
import io.tidings.core.port.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxesTest {
    private static final int BUDGET = 1_000;
    private static final int MOST = 10_000;

    private final SteppedLanes lanes = new SteppedLanes(1, 1);
    private final Outboxes all = new Outboxes(lanes.lanes().all().get(0), BUDGET, MOST);
    private final Frame frame = new CountingFrames().id("x".repeat(95));

    /** Sessions that do not read. */
    private List<Outbox> slow(int count) {
        List<Outbox> outboxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordingSink sink = new RecordingSink();
            sink.stall();
            outboxes.add(all.open(sink));
        }
        return outboxes;
    }

    /** Writes to each in turn until none takes more. */
    private void fill(List<Outbox> outboxes) {
        for (boolean taken = true; taken; ) {
            taken = false;
            for (Outbox outbox : outboxes) taken |= outbox.write(frame);
        }
    }

    private static long waiting(List<Outbox> outboxes) {
        return outboxes.stream().mapToLong(each -> each.sink().pendingBytes()).sum();
    }

    @Test
    void aFewSlowSessionsMayEachHaveTheirBudget() {
        // Given
        List<Outbox> few = slow(5);
        // When
        fill(few);
        // Then
        assertThat(few)
                .allSatisfy(each -> assertThat(each.sink().pendingBytes()).isEqualTo(BUDGET));
    }

    @Test
    void manySlowSessionsHaveEqualSharesAndLeaveSomethingForOthers() {
        // Given
        List<Outbox> many = slow(40);
        // When
        fill(many);
        // Then
        assertThat(waiting(many)).isBetween(MOST / 2L, MOST - 1L);
        assertThat(many)
                .allSatisfy(each -> assertThat(each.sink().pendingBytes()).isBetween(100L, 400L));
        assertThat(slow(1).get(0).write(frame)).isTrue();
    }

    @Test
    void whatHasLeftCountsNoMore() {
        // Given
        List<Outbox> many = slow(40);
        many.forEach(each -> each.write(frame));
        many.forEach(each -> each.write(frame));
        many.forEach(each -> ((RecordingSink) each.sink()).drain());
        List<Outbox> few = slow(5);
        // When
        fill(few);
        // Then
        assertThat(waiting(few)).isEqualTo(5L * BUDGET);
    }

    @Test
    void aClosedOutboxCountsNoMoreAndMayBeClosedTwice() {
        // Given
        List<Outbox> many = slow(40);
        many.forEach(each -> each.write(frame));
        many.forEach(each -> each.write(frame));
        many.forEach(all::close);
        many.forEach(all::close);
        List<Outbox> few = slow(5);
        // When
        fill(few);
        // Then
        assertThat(waiting(few)).isEqualTo(5L * BUDGET);
    }

    @Test
    void oneWhoDoesNotTakeTheLastWordsIsCutInTheEnd() {
        // Given
        Outbox quick = all.open(new RecordingSink());
        Outbox dead = slow(1).get(0);
        List.of(quick, dead).forEach(each -> {
            each.write(frame);
            all.leave(each.sink());
            all.close(each);
        });
        ((RecordingSink) quick.sink()).drain();
        // When
        lanes.advance(Outboxes.LAST_WORDS - 1_000);
        boolean early = ((RecordingSink) dead.sink()).isCut();
        lanes.advance(2_000);
        // Then
        assertThat(early).isFalse();
        assertThat(((RecordingSink) dead.sink()).isCut()).isTrue();
        assertThat(((RecordingSink) quick.sink()).isCut()).isFalse();
    }

    @Test
    void whereMemoryIsShortThoseWhoLeaveAreCutFirst() {
        // Given
        List<Outbox> leaving = slow(9);
        fill(leaving);
        leaving.forEach(each -> {
            all.leave(each.sink());
            all.close(each);
        });
        List<Outbox> few = slow(5);
        // When
        fill(few);
        // Then
        assertThat(waiting(few)).isEqualTo(5L * BUDGET);
        assertThat(leaving.stream().filter(each -> ((RecordingSink) each.sink()).isCut()))
                .hasSizeBetween(4, 8);
    }
}
