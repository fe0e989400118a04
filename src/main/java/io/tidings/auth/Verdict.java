package io.tidings.auth;

import io.tidings.core.port.Reply;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;

/** What came of a token. */
public sealed interface Verdict {
    /** Passes this on. */
    void tell(Reply<Identity> reply);

    /** The token is good. */
    record Accepted(Identity identity) implements Verdict {
        @Override
        public void tell(Reply<Identity> reply) {
            reply.succeed(identity);
        }
    }

    /** The token is not, or cannot be verified now. */
    record Refused(Refusal refusal) implements Verdict {
        @Override
        public void tell(Reply<Identity> reply) {
            reply.fail(refusal);
        }
    }
}
