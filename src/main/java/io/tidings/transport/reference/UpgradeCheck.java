package io.tidings.transport.reference;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.tidings.transport.Connections;
import io.tidings.transport.Problems;
import io.tidings.transport.websocket.Handshake;
import io.tidings.transport.websocket.Visitor;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks {@link Handshake} before WebSockets Next upgrades a connection, and keeps who has come. */
@Singleton
public class UpgradeCheck implements HttpUpgradeCheck {
    private static final UserData.TypedKey<Visitor> VISITOR = new UserData.TypedKey<>("tidings.visitor");

    private static final UserData.TypedKey<Runnable> CUT = new UserData.TypedKey<>("tidings.cut");

    /** Who has opened a WebSocket; as {@link Visitor#identity}, once. */
    static @Nullable Identity identity(UserData connection) {
        return Objects.requireNonNull(connection.remove(VISITOR), "no handshake")
                .identity();
    }

    /** What ends the connection of a WebSocket at once. */
    static Runnable cut(UserData connection) {
        return Objects.requireNonNull(connection.remove(CUT), "no handshake");
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity().onItem().transformToUni(security -> decide(context, security));
    }

    private static Uni<CheckResult> decide(HttpUpgradeContext context, SecurityIdentity security) {
        try {
            context.userData().put(VISITOR, Handshake.check(context.httpRequest(), false, security));
            context.userData().put(CUT, Connections.cut(context.httpRequest()));
            return CheckResult.permitUpgrade();
        } catch (Refusal refusal) {
            // Answered here, as a result of this check can have no body; it then never decides.
            Problems.answer(context.httpRequest(), refusal);
            return Uni.createFrom().nothing();
        }
    }
}
