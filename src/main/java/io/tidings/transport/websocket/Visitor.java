package io.tidings.transport.websocket;

import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a WebSocket. A browser shows no status of a handshake to its page, so a bad token is let in, and told there.
 *
 * @param known null when the handshake brought no good token
 * @param refusal what a token that is not good has earned; null for none
 */
public record Visitor(@Nullable Identity known, @Nullable Refusal refusal) {
    /**
     * Who it is.
     *
     * @return null when the handshake brought no token
     * @throws Refusal the one that its token has earned
     */
    public @Nullable Identity identity() {
        if (refusal != null) throw refusal;
        return known;
    }
}
