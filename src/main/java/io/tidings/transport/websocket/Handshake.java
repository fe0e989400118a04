package io.tidings.transport.websocket;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.auth.Identities;
import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.transport.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a request becomes a WebSocket (RFC 6455, 4.2; over HTTP/2 RFC 8441). Refused are requests that no page of ours makes. */
public final class Handshake {
    /** What is spoken when nothing is asked for. */
    public static final String SUBPROTOCOL = "tidings.v1.json";

    /** 16 bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private Handshake() {}

    /**
     * Who comes with a request that may become a WebSocket.
     *
     * @param extendedConnect whether it came as a CONNECT of HTTP/2, whose headers were made those of HTTP/1.1
     * @param security null when nothing is known of who sends the request
     * @throws Refusal when it must not, with a status
     */
    public static Visitor check(
            HttpServerRequest request, boolean extendedConnect, @Nullable SecurityIdentity security) {
        checkUpgrade(request, extendedConnect);
        checkVersion(request);
        checkSubprotocols(request.headers().getAll("Sec-WebSocket-Protocol"));
        return admit(security);
    }

    private static Visitor admit(@Nullable SecurityIdentity security) {
        if (security == null) return new Visitor(null, null);
        Refusal refusal = Identities.refusal(security);
        // Another site's page must not get a connection that its visitor's cookie speaks for.
        if (refusal != null && refusal.failure() == Failure.ORIGIN_REFUSED) throw refusal;
        return new Visitor(Identities.find(security).orElse(null), refusal);
    }

    private static void checkUpgrade(HttpServerRequest request, boolean extendedConnect) {
        boolean fits = extendedConnect || request.version() == HttpVersion.HTTP_1_1;
        if (!fits || !names(request.headers(), "Upgrade", "websocket"))
            throw new Refusal(
                    Failure.MALFORMED, "the request is no WebSocket handshake of HTTP/1.1, with Upgrade: websocket");
        if (!names(request.headers(), "Connection", "upgrade"))
            throw new Refusal(
                    Failure.MALFORMED, "the request is no WebSocket handshake: it has no Connection: Upgrade");
        String key = request.getHeader("Sec-WebSocket-Key");
        if (key == null || !KEY.matcher(key).matches())
            throw new Refusal(
                    Failure.MALFORMED, "the request is no WebSocket handshake: its key is not 16 bytes in base64");
        if (RequestBody.isAnnounced(request))
            throw new Refusal(Failure.MALFORMED, "the request is no WebSocket handshake: it has a body");
    }

    private static void checkVersion(HttpServerRequest request) {
        String version = request.getHeader("Sec-WebSocket-Version");
        if (!"13".equals(version))
            throw new Refusal(
                    Failure.UNKNOWN_VERSION,
                    "the WebSocket version is " + Quoted.of(String.valueOf(version)) + "; 13 is spoken here");
    }

    private static void checkSubprotocols(List<String> headers) {
        List<String> asked = listed(headers);
        if (asked.isEmpty() || asked.contains(SUBPROTOCOL)) return;
        throw new Refusal(
                Failure.MALFORMED,
                "the subprotocol " + Quoted.of(String.join(", ", asked)) + " is not spoken here; ask for "
                        + SUBPROTOCOL);
    }

    private static boolean names(MultiMap headers, String header, String token) {
        return listed(headers.getAll(header)).stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(token));
    }

    private static List<String> listed(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
    }
}
