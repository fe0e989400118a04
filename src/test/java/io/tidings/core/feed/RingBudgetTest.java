package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Telemetry;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingBudgetTest {
    private static final int BYTES = 104;
    private static final int WEIGHT = BYTES + 96;

    private long counted;
    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void ringBytes(long change) {
            counted += change;
        }
    };
    private final RingBudget budget = new RingBudget(10 * WEIGHT, telemetry);
    private final FeedSettings settings = settings(6, 5 * WEIGHT);

    private static FeedSettings settings(int entries, int bytes) {
        return new FeedSettings(entries, bytes, 10 * WEIGHT, WrittenLog.ALL, 8, 1, 1, 1, 1);
    }

    /** A ring and the log that fills it. */
    private final class Filled {
        private final WrittenLog log = new WrittenLog();
        private final Ring ring = new Ring(log.head());

        Filled append(int count) {
            for (int i = 0; i < count; i++) budget.append(ring, new Slot(log.append(BYTES)), settings);
            return this;
        }
    }

    @Test
    void aRingIsBoundedByCount() {
        // Given
        WrittenLog log = new WrittenLog();
        Ring ring = new Ring(log.head());
        // When
        for (int i = 0; i < 9; i++) budget.append(ring, new Slot(log.append(1)), settings);
        // Then
        assertThat(ring.size()).isEqualTo(6);
        assertThat(budget.used()).isEqualTo(6 * 97);
    }

    @Test
    void aRingIsBoundedByBytes() {
        assertThat(new Filled().append(9).ring.size()).isEqualTo(5);
    }

    @Test
    void aMessageThatIsLargerThanARingMayBeIsKeptAlone() {
        // Given
        WrittenLog log = new WrittenLog();
        Ring ring = new Ring(log.head());
        budget.append(ring, new Slot(log.append(1)), settings);
        // When
        Entry large = log.append(6 * WEIGHT);
        budget.append(ring, new Slot(large), settings);
        // Then
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.head()).isEqualTo(large.id());
    }

    @Test
    void theRingThatWasAppendedToTheLongestAgoGivesFirst() {
        // Given
        Filled first = new Filled().append(4);
        Filled second = new Filled().append(4);
        first.append(1);
        // When
        new Filled().append(3);
        // Then
        assertThat(first.ring.size()).isEqualTo(5);
        assertThat(second.ring.size()).isEqualTo(2);
        assertThat(budget.used()).isEqualTo(10 * WEIGHT);
    }

    @Test
    void aMessageThatIsLargerThanTheWholeBudgetIsNotKept() {
        // Given
        Filled other = new Filled().append(3);
        WrittenLog log = new WrittenLog();
        Ring ring = new Ring(log.head());
        // When
        budget.append(ring, new Slot(log.append(11 * WEIGHT)), settings(6, 100 * WEIGHT));
        // Then
        assertThat(budget.used()).isZero();
        assertThat(other.ring.size()).isZero();
        assertThat(ring.head()).isEqualTo(log.head());
        assertThat(other.append(1).ring.size()).isEqualTo(1);
    }

    @Test
    void whatIsCountedIsWhatTheRingsHoldWhateverHappens() {
        // Given
        Random random = new Random(3);
        List<Filled> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) all.add(new Filled());
        // When, Then
        for (int step = 0; step < 5_000; step++) {
            Filled filled = all.get(random.nextInt(all.size()));
            if (random.nextInt(10) == 0) budget.reset(filled.ring, filled.log.head());
            else filled.append(1 + random.nextInt(3));
            assertThat(budget.used())
                    .isEqualTo(all.stream().mapToLong(each -> each.ring.bytes()).sum())
                    .isLessThanOrEqualTo(10 * WEIGHT)
                    .isEqualTo(counted);
        }
    }
}
