package io.tidings.core.session;

import io.tidings.core.protocol.ClientCommand;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The commands that came while a token is verified: they wait their turn. Confined to its session's lane. */
final class CommandQueue {
    private static final int MOST = 64;

    private @Nullable ArrayDeque<ClientCommand> waiting;
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
        if (waiting == null) waiting = new ArrayDeque<>();
        waiting.add(command);
        return waiting.size() <= MOST;
    }

    /** Whether commands may go, and none waits. */
    boolean isDone() {
        return !stopped && waiting == null;
    }

    /** Takes the command whose turn it is; null when none waits, or all do. */
    @Nullable
    ClientCommand next() {
        if (stopped || waiting == null) return null;
        ClientCommand next = waiting.poll();
        if (waiting.isEmpty()) waiting = null;
        return next;
    }
}
