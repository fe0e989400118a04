package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Position;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That the checker bites: each wrong walk is found, and each right one is not. */
class WalkTest {
    private static final Position BIRTH = at(0);

    private final Truth truth = new Truth();
    private final Findings findings = new Findings();
    private final Walk walk = new Walk("client", truth, findings);

    private static Position at(int offset) {
        return new Position(offset, 1 + offset);
    }

    /** An entry that replaces the one with this offset. */
    private static Position other(int offset) {
        return new Position(offset, 1_000 + offset);
    }

    /** Numbers 1 to the last, each at its offset. */
    private void logUpTo(int last) {
        for (int i = 1; i <= last; i++) {
            truth.record(at(i), at(i - 1), i);
            truth.answered(i, at(i));
        }
    }

    private void receive(int... numbers) {
        for (int number : numbers) walk.message(at(number), number, System.nanoTime());
    }

    /** Something makes the log what it is now: these entries, each after the one before. */
    private void fault(Position head, Position... left) {
        fault(0, head, left);
    }

    private void fault(int changes, Position head, Position... left) {
        Set<Position> ids = Arrays.stream(left).collect(Collectors.toSet());
        Set<Position> prevs = ids.stream()
                .map(id -> id.offset() == 1 ? BIRTH : at((int) id.offset() - 1))
                .collect(Collectors.toSet());
        truth.lost(new Loss("fault", System.nanoTime(), System.nanoTime(), changes, new LogState(ids, prevs, head)));
    }

    private void end(Position head) {
        walk.end(new LogState(Set.of(), Set.of(), head));
    }

    @Test
    void aWholeWalkIsFine() {
        logUpTo(4);
        receive(1, 2, 3, 4);
        end(at(4));
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void aHoleIsFound() {
        logUpTo(4);
        receive(1, 2, 4);
        assertThat(findings.unexplainedOf(Findings.Kind.LOST)).isEqualTo(1);
    }

    @Test
    void anEndThatWasNeverReceivedIsFound() {
        logUpTo(4);
        receive(1, 2, 3);
        end(at(4));
        assertThat(findings.unexplainedOf(Findings.Kind.NOT_CAUGHT_UP)).isEqualTo(1);
        assertThat(findings.unexplainedOf(Findings.Kind.LOST)).isEqualTo(1);
    }

    @Test
    void aDuplicateIsFound() {
        logUpTo(3);
        receive(1, 2, 2, 3);
        assertThat(findings.unexplainedOf(Findings.Kind.DUPLICATED)).isEqualTo(1);
    }

    @Test
    void anotherOrderIsFound() {
        logUpTo(3);
        receive(1, 3, 2);
        assertThat(findings.unexplainedOf(Findings.Kind.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void whatNoLogEverHeldIsFound() {
        logUpTo(1);
        receive(1, 2);
        assertThat(findings.unexplainedOf(Findings.Kind.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void aGapWithoutAFaultIsFound() {
        logUpTo(5);
        receive(1, 2);
        walk.gap(at(2), at(4), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aGapOfAFaultThatLeftTheNextEntryIsFound() {
        logUpTo(5);
        receive(1, 2);
        fault(at(5), at(3), at(4), at(5));
        walk.gap(at(2), at(4), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aGapOfALaterFaultIsFound() {
        logUpTo(5);
        receive(1, 2);
        walk.gap(at(2), at(4), System.nanoTime() - 1_000);
        fault(at(5), at(5));
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aGapFromSomewhereElseIsFound() {
        logUpTo(5);
        receive(1, 2);
        fault(at(5), at(5));
        walk.gap(at(1), at(4), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void whatATrimTookIsExplained() {
        logUpTo(5);
        receive(1, 2);
        fault(at(5), at(5));
        walk.gap(at(2), at(4), System.nanoTime());
        receive(5);
        end(at(5));
        assertThat(findings.sentences()).isEmpty();
        assertThat(findings.explainedOf(Findings.Kind.GAP)).isEqualTo(1);
        assertThat(findings.explainedOf(Findings.Kind.LOST)).isEqualTo(2);
    }

    @Test
    void aGapThatIsTooLargeIsFound() {
        logUpTo(5);
        receive(1, 2);
        fault(at(5), at(4), at(5));
        walk.gap(at(2), at(5), System.nanoTime());
        end(at(5));
        assertThat(findings.unexplainedOf(Findings.Kind.LOST)).isEqualTo(2);
    }

    @Test
    void aRewrittenTailIsExplained() {
        logUpTo(3);
        receive(1, 2, 3);
        fault(other(3), at(1), at(2), other(3));
        truth.record(other(3), at(2), 4);
        walk.gap(at(3), at(2), System.nanoTime());
        walk.message(other(3), 4, System.nanoTime());
        end(other(3));
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void aTailThatComesAgainWithoutNeedIsFound() {
        logUpTo(3);
        receive(1, 2, 3);
        fault(other(3), at(1), at(2), other(3));
        walk.gap(at(3), at(1), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aBranchThatWasTheLogForAWhileIsExplained() {
        logUpTo(3);
        receive(1, 2, 3);
        truth.record(other(3), at(2), 4);
        fault(at(3), at(1), at(2), at(3));
        walk.gap(at(3), at(2), System.nanoTime());
        walk.message(other(3), 4, System.nanoTime());
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void whatAPrimaryTookAfterItWasReplacedIsExplained() {
        logUpTo(2);
        receive(1, 2);
        fault(1, at(2), at(1), at(2));
        truth.record(at(3), at(2), 3);
        receive(3);
        truth.record(other(3), at(2), 4);
        truth.record(other(4), other(3), 5);
        walk.gap(at(3), other(3), System.nanoTime());
        walk.message(other(4), 5, System.nanoTime());
        assertThat(findings.sentences()).isEmpty();
    }

    /** A third entry that the next primary alone has taken. @return by when a pod may not have left the one before */
    private long takenByTheNextPrimary(String fault) {
        logUpTo(2);
        receive(1, 2);
        long begin = System.nanoTime();
        truth.record(at(3), at(2), 3);
        long end = System.nanoTime() + Loss.LEAVING;
        Set<Position> left = Set.of(at(1), at(2), at(3));
        truth.lost(new Loss(fault, begin, begin, 1, new LogState(left, Set.of(at(2)), at(3))));
        receive(3);
        return end;
    }

    @Test
    void aPrimaryThatIsBelievedAsItComesBackWithoutWhatTheNextOneTookIsFound() {
        long end = takenByTheNextPrimary("frozen");
        walk.gap(at(3), at(2), end);
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aPodThatHasNotLeftAReplacedPrimaryYetIsExplained() {
        takenByTheNextPrimary("frozen");
        walk.gap(at(3), at(2), System.nanoTime());
        walk.message(at(3), 3, System.nanoTime());
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void aPodThatReadsFromAPrimaryThatWasKilledIsFound() {
        takenByTheNextPrimary(Loss.KILLED);
        walk.gap(at(3), at(2), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aTailThatComesAgainWithoutNeedAfterAFailOverIsFound() {
        logUpTo(3);
        receive(1, 2, 3);
        fault(1, at(3), at(1), at(2), at(3));
        walk.gap(at(3), at(1), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void whatWasTakenAfterAFaultIsNotExplainedByIt() {
        logUpTo(2);
        receive(1, 2);
        fault(at(2), at(1), at(2));
        truth.record(at(3), at(2), 3);
        receive(3);
        walk.gap(at(3), at(2), System.nanoTime());
        assertThat(findings.unexplainedOf(Findings.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void aLogThatEndedBeforeIsExplained() {
        logUpTo(3);
        receive(1, 2, 3);
        fault(at(1), at(1));
        walk.gap(at(3), at(1), System.nanoTime());
        end(at(1));
        assertThat(findings.sentences()).isEmpty();
    }

    @Test
    void aKeyThatIsInTheLogTwiceIsFound() {
        logUpTo(2);
        truth.record(at(3), at(2), 1);
        receive(1, 2);
        walk.message(at(3), 1, System.nanoTime());
        truth.judge(new LogState(Set.of(at(1), at(2), at(3)), Set.of(), at(3)), findings);
        assertThat(findings.unexplainedOf(Findings.Kind.DUPLICATED)).isEqualTo(1);
        assertThat(findings.unexplainedOf(Findings.Kind.REPEATED)).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNotInTheLogIsFound() {
        logUpTo(2);
        truth.judge(new LogState(Set.of(at(1)), Set.of(), at(2)), findings);
        assertThat(findings.unexplainedOf(Findings.Kind.REMOVED)).isEqualTo(1);
    }
}
