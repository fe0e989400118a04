package io.tidings.chaos;

import io.tidings.model.Position;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through one channel, held against the truth: each message follows the one before, none comes twice, every
 * hole is told and has a cause. Confined to whoever judges.
 */
final class Walk {
    private final String who;
    private final Truth truth;
    private final Findings findings;
    private final BitSet facts = new BitSet();
    private final BitSet numbers = new BitSet();
    private final BitSet skipped = new BitSet();
    private @Nullable Position position;
    private long standing;
    private @Nullable Jump lastJump;

    /** A told gap: from where to where the client went without what lies between. */
    private record Jump(Position since, Position id) {
        /**
         * Whether an entry that was received before may come again. A rewritten log is told from where the subscriber stood on; one
         * that ended before that leaves the subscriber at its end, and may be restored.
         */
        boolean allowsAgain(Fact fact) {
            return fact.id().offset() >= since.offset() || id.offset() < since.offset() - 1;
        }
    }

    Walk(String who, Truth truth, Findings findings) {
        this.who = who;
        this.truth = truth;
        this.findings = findings;
    }

    void message(Position id, int number, long nanos) {
        Fact fact = truth.fact(id);
        if (fact == null && position != null) fact = truth.infer(id, position, number, nanos);
        if (fact == null || fact.number() != number) {
            findings.unexplained(
                    Findings.Kind.OUT_OF_ORDER,
                    who + " received " + number + " as " + id + ", which the log never held");
        } else {
            if (position != null && !fact.prev().equals(position)) broken(fact, position);
            else if (facts.get(fact.index())) again(fact);
            else if (numbers.get(number)) repeated(fact);
            facts.set(fact.index());
            numbers.set(number);
        }
        position = id;
        standing = nanos;
    }

    private void broken(Fact fact, Position at) {
        Findings.Kind kind = facts.get(fact.index())
                ? Findings.Kind.DUPLICATED
                : fact.id().offset() <= at.offset() ? Findings.Kind.OUT_OF_ORDER : Findings.Kind.LOST;
        findings.unexplained(
                kind, who + " received " + fact.id() + ", which follows " + fact.prev() + ", while it stood at " + at);
    }

    /** The same entry: a log that was restored more than once brings back what came before the gap. */
    private void again(Fact fact) {
        if (lastJump != null && lastJump.allowsAgain(fact)) findings.explained(Findings.Kind.DUPLICATED);
        else findings.unexplained(Findings.Kind.DUPLICATED, who + " received " + fact + " twice");
    }

    /** The same number as another entry: its publisher repeated what a fault had removed. */
    private void repeated(Fact fact) {
        List<Fact> before = truth.facts(fact.number()).stream()
                .filter(each -> each.index() != fact.index() && facts.get(each.index()))
                .toList();
        if (before.stream().allMatch(first -> truth.isRepeatable(first, fact)))
            findings.explained(Findings.Kind.DUPLICATED);
        else findings.unexplained(Findings.Kind.DUPLICATED, who + " received " + before + " and then " + fact);
    }

    void gap(Position since, Position id, long nanos) {
        if (position != null && !position.equals(since))
            findings.unexplained(
                    Findings.Kind.GAP, who + " was told a gap since " + since + ", while it stood at " + position);
        else if (truth.explainsGap(since, id, standing - Loss.SLACK, nanos)) findings.explained(Findings.Kind.GAP);
        else
            findings.unexplained(
                    Findings.Kind.GAP,
                    who + " was told a gap from " + since + " to " + id + ", and nothing explains it");
        skip(since, id);
        lastJump = new Jump(since, id);
        position = id;
        standing = nanos;
    }

    /** What a rewritten log holds below where the client stood is in the gap; what it holds from there on is not. */
    private void skip(Position since, Position id) {
        for (Fact fact = truth.fact(id);
                fact != null && !facts.get(fact.index()) && !skipped.get(fact.index());
                fact = truth.fact(fact.prev())) if (fact.id().offset() < since.offset()) skipped.set(fact.index());
    }

    /** At the end: all that was published and is not here was removed by a fault or lies in a gap, and nothing is missing. */
    void end(LogState log) {
        if (log.head() != null && !log.head().equals(position))
            findings.unexplained(
                    Findings.Kind.NOT_CAUGHT_UP, who + " ends at " + position + ", the log at " + log.head());
        truth.answers().keySet().forEach(number -> {
            if (numbers.get(number)) return;
            List<Fact> all = truth.facts(number);
            if (all.stream().allMatch(fact -> skipped.get(fact.index()) || truth.isRemoved(fact)))
                findings.explained(Findings.Kind.LOST);
            else findings.unexplained(Findings.Kind.LOST, who + " never received " + number + ", known " + all);
        });
    }
}
