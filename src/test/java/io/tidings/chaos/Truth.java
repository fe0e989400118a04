package io.tidings.chaos;

import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Everything that the log of one channel ever held, what was answered to publishers, and what faults removed. Safe from any thread. */
final class Truth {
    private final Map<Position, Fact> facts = new HashMap<>();
    private final Map<Integer, List<Fact>> byNumber = new HashMap<>();
    private final Map<Position, List<Fact>> byPrev = new HashMap<>();
    private final Map<Integer, Answer> answers = new HashMap<>();
    private final List<Loss> losses = new ArrayList<>();
    private int unrecorded;

    /**
     * What a publisher was told.
     *
     * @param nanos when, as {@code System.nanoTime}
     */
    record Answer(Position id, long nanos) {}

    /** An entry that the log held. What is known already stays as it is. */
    synchronized Fact record(Position id, Position prev, int number) {
        return facts.computeIfAbsent(id, unknown -> {
            Fact fact = new Fact(facts.size(), id, prev, number, System.nanoTime());
            byNumber.computeIfAbsent(number, none -> new ArrayList<>()).add(fact);
            byPrev.computeIfAbsent(prev, none -> new ArrayList<>()).add(fact);
            return fact;
        });
    }

    /**
     * An entry that a client has seen and nobody else: Redis told it and died, or forgot, before an observer knew. Its chain is
     * what the first client says, and all others must agree.
     */
    synchronized @Nullable Fact infer(Position id, Position prev, int number, long nanos) {
        if (id.offset() != prev.offset() + 1 || losses.stream().noneMatch(loss -> loss.covers(nanos))) return null;
        unrecorded++;
        return record(id, prev, number);
    }

    synchronized void answered(int number, Position id) {
        answers.put(number, new Answer(id, System.nanoTime()));
    }

    synchronized void lost(Loss loss) {
        losses.add(loss);
    }

    synchronized @Nullable Fact fact(Position id) {
        return facts.get(id);
    }

    /** All entries with a number, in the order in which they were noticed. */
    synchronized List<Fact> facts(int number) {
        return List.copyOf(byNumber.getOrDefault(number, List.of()));
    }

    synchronized Map<Integer, Answer> answers() {
        return Map.copyOf(answers);
    }

    /** Entries that no observer saw. */
    synchronized int unrecorded() {
        return unrecorded;
    }

    /** Whether some fault removed this entry. */
    synchronized boolean isRemoved(Fact fact) {
        return losses.stream().anyMatch(loss -> loss.removed(fact));
    }

    /** Whether a number may have become a message again: a fault came, and the log that took the second did not hold the first. */
    synchronized boolean isRepeatable(Fact first, Fact second) {
        return !isBefore(first.id(), second.id())
                && losses.stream().anyMatch(loss -> first.nanos() <= loss.end() && loss.begin() <= second.nanos());
    }

    /** Whether an entry stands before another one in the same log, or is it. */
    private boolean isBefore(Position first, Position second) {
        return first.equals(second) || !path(first, second).isEmpty();
    }

    /** The entries from behind one up to another of the same log, the last of them first; none where the other does not stand behind it. */
    private List<Fact> path(Position first, Position second) {
        List<Fact> path = new ArrayList<>();
        Position at = second;
        while (at.offset() > first.offset()) {
            Fact fact = facts.get(at);
            if (fact == null) return List.of();
            path.add(fact);
            at = fact.prev();
        }
        return at.equals(first) ? path : List.of();
    }

    /**
     * Whether some fault makes a gap necessary, and makes it go on from there: not before where the subscriber stood, but for a log
     * that ended before that.
     *
     * @param standing since when the subscriber has stood there, at least
     */
    synchronized boolean explainsGap(Position since, Position id, long standing, long told) {
        Fact fact = facts.get(since);
        long from = fact == null ? standing : fact.nanos();
        return losses.stream()
                .filter(loss -> loss.mayExplain(from, told))
                .anyMatch(loss -> isForked(since, id, loss)
                        || isLeftBehind(since, id, loss, told)
                        || !loss.left().isResumable(since) && (id.offset() >= since.offset() - 1 || endedAt(loss, id)));
    }

    /**
     * Whether the log has a branch that begins before one position and goes on from another: when the primary changes more than once, the
     * log that a pod has read may be another one than what the fault left.
     */
    private boolean isForked(Position since, Position id, Loss loss) {
        if (!facts.containsKey(since) || !facts.containsKey(id) || isBefore(since, id)) return false;
        return !isBefore(id, since)
                || loss.several()
                || byPrev.getOrDefault(id, List.of()).stream()
                        .anyMatch(next -> loss.covers(next.nanos()) && !isBefore(next.id(), since));
    }

    /**
     * Whether a pod may still have been with the primary that was replaced, whose log ended there: a subscriber comes to it from a pod
     * that has left.
     */
    private boolean isLeftBehind(Position since, Position id, Loss loss, long told) {
        OptionalLong taken = path(id, since).stream().mapToLong(Fact::nanos).min();
        return taken.isPresent() && loss.leavesReaders(taken.getAsLong(), told);
    }

    /** Whether a log may have ended at a position: what follows there is newer than the fault. */
    private boolean endedAt(Loss loss, Position head) {
        return byPrev.getOrDefault(head, List.of()).stream()
                .noneMatch(
                        next -> next.nanos() < loss.begin() && loss.left().ids().contains(next.id()));
    }

    /** Each number once in the log, unless a fault removed it before it was repeated; each answer in the log, unless a fault removed it. */
    synchronized void judge(LogState end, Findings findings) {
        byNumber.forEach((number, all) -> {
            for (int i = 1; i < all.size(); i++) {
                if (isRepeatable(all.get(i - 1), all.get(i))) findings.explained(Findings.Kind.REPEATED);
                else findings.unexplained(Findings.Kind.REPEATED, number + " is in the log twice: " + all);
            }
        });
        answers.forEach((number, answer) -> {
            Fact fact = facts.get(answer.id);
            if (fact != null && fact.number() == number && end.ids().contains(answer.id)) return;
            if (fact == null ? losses.stream().anyMatch(loss -> loss.covers(answer.nanos)) : isRemoved(fact))
                findings.explained(Findings.Kind.REMOVED);
            else
                findings.unexplained(
                        Findings.Kind.REMOVED, number + " was answered with " + answer + ", known " + fact);
        });
    }
}
