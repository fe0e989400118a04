package io.tidings.transport.websocket;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.tidings.auth.Identities;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.transport.Connections;
import io.tidings.transport.Problems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request becomes a WebSocket. A browser shows no status of a handshake to its page, so a bad token is let in
 * here, and told by the endpoint; refused are requests that no page of ours makes.
 */
@Singleton
public class Handshake implements HttpUpgradeCheck {
    /** What is spoken when nothing is asked for. */
    public static final String SUBPROTOCOL = "tidings.v1.json";

    private static final UserData.TypedKey<Identity> IDENTITY = new UserData.TypedKey<>("tidings.identity");
    private static final UserData.TypedKey<Runnable> CUT = new UserData.TypedKey<>("tidings.cut");
    private static final UserData.TypedKey<Refusal> REFUSAL = new UserData.TypedKey<>("tidings.refusal");

    /**
     * Who has opened a WebSocket.
     *
     * @return null when the handshake brought no token
     * @throws Refusal the one that its token has earned
     */
    public static @Nullable Identity identity(UserData connection) {
        Refusal refusal = connection.remove(REFUSAL);
        if (refusal != null) throw refusal;
        return connection.remove(IDENTITY);
    }

    /** What ends the connection of a WebSocket at once. */
    public static Runnable cut(UserData connection) {
        return Objects.requireNonNull(connection.remove(CUT), "no handshake");
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity().onItem().transformToUni(security -> decide(context, security));
    }

    private static Uni<CheckResult> decide(HttpUpgradeContext context, SecurityIdentity security) {
        try {
            checkUpgrade(context.httpRequest());
            checkSubprotocols(context.httpRequest().headers().getAll("Sec-WebSocket-Protocol"));
            admit(security, context.userData());
            context.userData().put(CUT, Connections.cut(context.httpRequest()));
            return CheckResult.permitUpgrade();
        } catch (Refusal refusal) {
            // Answered here, as a result of this check can have no body; it then never decides.
            Problems.answer(context.httpRequest().response(), refusal);
            return Uni.createFrom().nothing();
        }
    }

    private static void admit(SecurityIdentity security, UserData connection) {
        Refusal refusal = Identities.refusal(security);
        // Another site's page must not get a connection that its visitor's cookie speaks for.
        if (refusal != null && refusal.failure() == Failure.ORIGIN_REFUSED) throw refusal;
        if (refusal != null) connection.put(REFUSAL, refusal);
        Identities.find(security).ifPresent(identity -> connection.put(IDENTITY, identity));
    }

    private static void checkUpgrade(HttpServerRequest request) {
        String upgrade = request.getHeader("Upgrade");
        if (request.version() != HttpVersion.HTTP_1_1 || upgrade == null || !upgrade.equalsIgnoreCase("websocket"))
            throw new Refusal(
                    Failure.MALFORMED, "the request is no WebSocket handshake of HTTP/1.1, with Upgrade: websocket");
        String connection = request.getHeader("Connection");
        if (connection == null || !connection.toLowerCase(Locale.ROOT).contains("upgrade"))
            throw new Refusal(
                    Failure.MALFORMED, "the request is no WebSocket handshake: it has no Connection: Upgrade");
    }

    private static void checkSubprotocols(List<String> headers) {
        List<String> asked = headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        if (asked.isEmpty() || asked.contains(SUBPROTOCOL)) return;
        throw new Refusal(
                Failure.MALFORMED,
                "the subprotocol " + Quoted.of(String.join(", ", asked)) + " is not spoken here; ask for "
                        + SUBPROTOCOL);
    }
}
