package io.tidings.backbone.redis;

import io.tidings.core.port.Reply;
import io.tidings.model.Refusal;

/**
 * Who waits for an operation's answer, and where; answered once, from the loop.
 *
 * @param ticket given back with the answer
 */
record Asker<T>(Mailbox lane, Reply<T> reply, Admission.Ticket ticket) {
    void succeed(T value) {
        ticket.leave();
        lane.post(() -> reply.succeed(value));
    }

    void fail(Refusal refusal) {
        ticket.leave();
        lane.post(() -> reply.fail(refusal));
    }
}
