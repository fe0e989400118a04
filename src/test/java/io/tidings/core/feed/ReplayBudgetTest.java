package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Format;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Channel;
import io.tidings.model.Since;
import org.junit.jupiter.api.Test;

/** What is kept of all logs of a lane, in bytes and in time. */
class ReplayBudgetTest {
    private static final int BYTES = 104;
    private static final int WEIGHT = BYTES + 96;
    private static final int IDLE = 5_000;

    private final SteppedLanes lanes = new SteppedLanes(1, 1);
    private final ReplayBudget budget = new ReplayBudget(
            lanes.lanes().all().get(0), new FeedSettings(8, 1, 4 * 10 * WEIGHT, WrittenLog.ALL, 8, 1, 1, IDLE, 1));

    /** A log of which one part was read, from its beginning. */
    private final class Log {
        private final Replays replays = new Replays(budget);
        private final WrittenLog log = new WrittenLog();
        private final Join join = join();

        Log(int messages) {
            log.append(messages, BYTES);
            replays.keep(new Replay(0, log.page(0, WrittenLog.ALL)));
        }

        private Join join() {
            ListeningLane listener = new ListeningLane(lanes.lanes().all().get(0));
            Since since = new Since.At(log.head());
            return new Join(
                    new Channel("a"), listener, new Object(), Format.TEXT, since, WrittenLog.ALL, Join.Kind.FIRST, 0);
        }

        /** Whether the part is still there; it counts as asked for. */
        boolean answers() {
            return replays.later(join, log.head()) != null;
        }
    }

    @Test
    void overTheBudgetThePartThatWasAskedForTheLongestAgoGoesFirst() {
        // Given
        Log first = new Log(4);
        Log second = new Log(4);
        assertThat(first.answers()).isTrue();
        // When
        Log third = new Log(4);
        // Then
        assertThat(budget.used()).isEqualTo(8 * WEIGHT);
        assertThat(second.answers()).isFalse();
        assertThat(first.answers()).isTrue();
        assertThat(third.answers()).isTrue();
    }

    @Test
    void aPartThatIsLargerThanTheBudgetIsKeptAlone() {
        // Given
        Log small = new Log(4);
        // When
        Log large = new Log(11);
        // Then
        assertThat(small.answers()).isFalse();
        assertThat(large.answers()).isTrue();
        assertThat(budget.used()).isEqualTo(11 * WEIGHT);
    }

    @Test
    void aPartIsKeptForTheTimeOfAJoinAfterItWasAskedForLast() {
        // Given
        Log forgotten = new Log(4);
        Log asked = new Log(4);
        lanes.advance(IDLE - 1);
        assertThat(asked.answers()).isTrue();
        // When
        lanes.advance(1);
        // Then
        assertThat(budget.used()).isEqualTo(4 * WEIGHT);
        assertThat(forgotten.answers()).isFalse();
        lanes.advance(IDLE - 1);
        assertThat(budget.used()).isZero();
        assertThat(asked.answers()).isFalse();
    }

    @Test
    void aLogThatEndsGivesBackItsPartsAndTheTimer() {
        // Given
        Log log = new Log(4);
        // When
        log.replays.forget();
        // Then
        assertThat(budget.used()).isZero();
        assertThat(lanes.waiting()).isZero();
    }
}
