package io.tidings.transport;

import io.tidings.core.port.Frame;
import io.tidings.core.session.PollAnswer;
import io.tidings.wire.PollWriter;

/** The body of a poll's or a history's answer. */
public final class PollBody {
    private PollBody() {}

    /** {@code {"messages":[…],"cursor":"…"}}; releases the frames of the answer. */
    public static byte[] json(PollAnswer answer) {
        byte[] body =
                PollWriter.json(answer.items().stream().map(PollBody::bytes).toList(), answer.cursor());
        answer.items().forEach(Frame::release);
        return body;
    }

    private static byte[] bytes(Frame frame) {
        return ((ReadableFrame) frame).bytes();
    }
}
