package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A gap is believed only where a fault has taken all that it covers, or the position that it starts from. */
class TruthTest {
    private boolean split;
    private final Truth truth = new Truth(() -> split);
    private final List<Position> line = new ArrayList<>();
    private long tag;

    TruthTest() {
        Position birth = new Position(0, ++tag);
        truth.born(birth);
        line.add(birth);
        while (line.size() <= 6) line.add(append(line.get(line.size() - 1)));
    }

    private Position append(Position prev) {
        Entry entry = new Entry(new Position(prev.offset() + 1, ++tag), prev, new Message(new byte[0]));
        truth.appended(entry);
        return entry.id();
    }

    private void remove(int offset, Fault cause) {
        truth.removed(Objects.requireNonNull(truth.entry(line.get(offset))), cause);
    }

    @Test
    void aGapThatCoversNothingIsNotExplained() {
        // Given
        remove(3, Fault.LOG_TRIMMED);
        // When, Then
        assertThat(truth.causeOf(line.get(3), line.get(3))).isNull();
    }

    @Test
    void aGapOverMessagesThatAreThereIsNotExplained() {
        assertThat(truth.causeOf(line.get(2), line.get(4))).isNull();
    }

    @Test
    void aGapOverRemovedMessagesIsExplainedByWhatRemovedThem() {
        // Given
        remove(3, Fault.LOG_TRIMMED);
        remove(4, Fault.LOG_EXPIRED);
        // When
        Truth.Cause cause = truth.causeOf(line.get(2), line.get(4));
        // Then
        assertThat(cause).isEqualTo(new Truth.Cause(Fault.LOG_TRIMMED, List.of()));
    }

    @Test
    void aGapThatGivesUpOneMessageTooManyIsNotExplained() {
        // Given
        remove(3, Fault.LOG_TRIMMED);
        // When, Then
        assertThat(truth.causeOf(line.get(2), line.get(4))).isNull();
    }

    @Test
    void aGapBackOnTheSameBranchIsNotExplainedWithoutARewrite() {
        assertThat(truth.causeOf(line.get(5), line.get(3))).isNull();
    }

    @Test
    void aGapToAnotherBranchIsExplainedByTheRewriteAndTakesBackWhatItLeft() {
        // Given
        truth.rewritten(line.get(6), line.get(4), Fault.SNAPSHOT_RESTORED);
        Position other = append(line.get(4));
        // When
        Truth.Cause cause = truth.causeOf(line.get(6), other);
        // Then
        assertThat(cause).isEqualTo(new Truth.Cause(Fault.SNAPSHOT_RESTORED, List.of(line.get(6), line.get(5))));
    }

    @Test
    void aRewriteDoesNotExplainAGapOfOneWhomItLeftOnTheBranch() {
        // Given
        truth.rewritten(line.get(6), line.get(4), Fault.SNAPSHOT_RESTORED);
        Position other = append(line.get(4));
        // When, Then
        assertThat(truth.causeOf(line.get(4), other)).isNull();
        assertThat(truth.causeOf(line.get(3), line.get(4))).isNull();
    }

    @Test
    void aGapToANewBirthIsExplainedByTheLossOfThePosition() {
        // Given
        Position birth = new Position(0, ++tag);
        truth.born(birth);
        assertThat(truth.causeOf(line.get(6), birth)).isNull();
        // When
        truth.rewritten(line.get(6), birth, Fault.POSITION_LOST);
        // Then
        assertThat(Objects.requireNonNull(truth.causeOf(line.get(6), birth)).fault())
                .isEqualTo(Fault.POSITION_LOST);
    }

    @Test
    void aGapBetweenTwoServersIsExplainedInBothDirections() {
        // Given
        split = true;
        Position here = append(line.get(6));
        Position there = append(line.get(6));
        // When, Then
        assertThat(truth.causeOf(here, there)).isEqualTo(new Truth.Cause(Fault.FAILED_OVER, List.of(here)));
        assertThat(truth.causeOf(there, here)).isEqualTo(new Truth.Cause(Fault.FAILED_OVER, List.of(there)));
    }
}
