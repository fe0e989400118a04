package io.tidings.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found, counted by kind, and what nothing explains, in words. Safe from any thread. */
final class Findings {
    private static final int MOST_SENTENCES = 100;

    /** What may be wrong. */
    enum Kind {
        /** A number that a client has not received. */
        LOST,
        /** A number that a client has received more than once. */
        DUPLICATED,
        /** An entry that does not follow where the client stands. */
        OUT_OF_ORDER,
        /** A hole that was told to a client. */
        GAP,
        /** A key that is in the log more than once. */
        REPEATED,
        /** A message that was answered and is not in the log. */
        REMOVED,
        /** A client that ends somewhere else than its log. */
        NOT_CAUGHT_UP
    }

    private final Map<Kind, Long> explained = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> unexplained = new EnumMap<>(Kind.class);
    private final List<String> sentences = new ArrayList<>();

    synchronized void explained(Kind kind) {
        explained.merge(kind, 1L, Long::sum);
    }

    synchronized void unexplained(Kind kind, String sentence) {
        unexplained.merge(kind, 1L, Long::sum);
        if (sentences.size() < MOST_SENTENCES) sentences.add(kind + ": " + sentence);
    }

    synchronized long explainedOf(Kind kind) {
        return explained.getOrDefault(kind, 0L);
    }

    synchronized long unexplainedOf(Kind kind) {
        return unexplained.getOrDefault(kind, 0L);
    }

    /** What nothing explains; the first hundred. */
    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }
}
