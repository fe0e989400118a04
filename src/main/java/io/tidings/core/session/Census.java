package io.tidings.core.session;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions the pod has, in all and by subject. Shared by all lanes: each count is one atomic step. */
public final class Census {
    private final int connections;
    private final int perSubject;
    private final int unauthenticated;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> subjects = new ConcurrentHashMap<>();

    public Census(SessionSettings settings) {
        this.connections = settings.connections();
        this.perSubject = settings.sessionsPerSubject();
        this.unauthenticated = settings.unauthenticated();
    }

    /** @throws Refusal {@code OVERLOADED}, when the pod has as many sessions as it may */
    void enter() {
        if (all.incrementAndGet() <= connections) return;
        all.decrementAndGet();
        throw new Refusal(Failure.OVERLOADED, "the pod serves " + connections + " sessions, and takes no more");
    }

    void leave() {
        all.decrementAndGet();
    }

    /** @throws Refusal {@code OVERLOADED}, when as many as may have shown no token yet */
    void enterUnknown() {
        if (unknown.incrementAndGet() <= unauthenticated) return;
        unknown.decrementAndGet();
        throw new Refusal(
                Failure.OVERLOADED,
                unauthenticated + " connections have shown no token yet, and no more may join them");
    }

    void leaveUnknown() {
        unknown.decrementAndGet();
    }

    /** @throws Refusal {@code TOO_MANY_SESSIONS}, when the subject has as many as it may */
    void enter(String subject) {
        int count = subjects.merge(subject, 1, Integer::sum);
        if (count <= perSubject) return;
        leave(subject);
        throw new Refusal(
                Failure.TOO_MANY_SESSIONS,
                "the token's subject has " + perSubject + " sessions open, and may have no more");
    }

    void leave(String subject) {
        subjects.computeIfPresent(subject, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Whether nobody is counted, in any of the ways. */
    public boolean isEmpty() {
        return all.get() == 0 && unknown.get() == 0 && subjects.isEmpty();
    }

    /** Sessions of the pod. */
    public int size() {
        return all.get();
    }
}
