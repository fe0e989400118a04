package io.tidings.simulation;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;

/** A command of a pod that waits for its reply: it gets one, or its deadline passes. */
final class Request<T> {
    private final Lane lane;
    private final Reply<T> reply;
    private final Failure unknown;
    private boolean answered;

    /** @param unknown what the asker is told when nobody can say whether the command was executed */
    Request(Lane lane, Reply<T> reply, Failure unknown) {
        this.lane = lane;
        this.reply = reply;
        this.unknown = unknown;
    }

    boolean isAnswered() {
        return answered;
    }

    void succeed(T value) {
        if (answered) return;
        answered = true;
        lane.execute(() -> reply.succeed(value));
    }

    void refuse(Refusal refusal) {
        if (answered) return;
        answered = true;
        lane.execute(() -> reply.fail(refusal));
    }

    void expire() {
        refuse(new Refusal(unknown));
    }
}
