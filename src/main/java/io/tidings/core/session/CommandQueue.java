package io.tidings.core.session;

import io.tidings.core.protocol.ClientCommand;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The commands that came while a token is verified: they wait their turn. Confined to its session's lane. */
final class CommandQueue {
    private static final int MOST = 64;

    private final ArrayDeque<ClientCommand> waiting = new ArrayDeque<>(1);
    private boolean stopped;

    /** From now on commands wait. */
    void stop() {
        stopped = true;
    }

    void go() {
        stopped = false;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Keeps a command. @return whether there was room for it */
    boolean add(ClientCommand command) {
        waiting.add(command);
        return waiting.size() <= MOST;
    }

    /** Whether commands may go, and none waits. */
    boolean isDone() {
        return !stopped && waiting.isEmpty();
    }

    /** Takes the command whose turn it is; null when none waits, or all do. */
    @Nullable
    ClientCommand next() {
        return stopped ? null : waiting.poll();
    }
}
