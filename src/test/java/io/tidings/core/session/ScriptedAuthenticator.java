package io.tidings.core.session;

import io.tidings.core.port.Authenticator;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import java.util.ArrayDeque;

/** Verifies a token when the test says so, and as the test says. */
final class ScriptedAuthenticator implements Authenticator {
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();

    private record Asked(String token, Lane lane, Reply<Identity> reply) {}

    @Override
    public void authenticate(String token, Lane lane, Reply<Identity> reply) {
        asked.add(new Asked(token, lane, reply));
    }

    /** The oldest token that waits is good, and speaks for someone. */
    void accept(Identity identity) {
        Asked next = asked.remove();
        next.lane.execute(() -> next.reply.succeed(identity));
    }

    /** The oldest token that waits is refused. */
    void refuse(Failure failure) {
        Asked next = asked.remove();
        next.lane.execute(() -> next.reply.fail(new Refusal(failure, "refused: " + next.token.length())));
    }

    int waiting() {
        return asked.size();
    }
}
