package io.tidings.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an HTTP request can carry a token, or says whether a cookie may. */
public interface CarrierRequest {
    /** The method, in capitals. */
    String method();

    /** Whether it asks for a WebSocket: an upgrade in HTTP/1.1, an extended CONNECT in HTTP/2. */
    boolean webSocket();

    /** Whether it came by TLS, as far as is known here. */
    boolean secure();

    /** Host and port as the client wrote them: {@code Host} or {@code :authority}; null when there is none. */
    @Nullable
    String authority();

    /** All values of a header, by a name of any case, in order; several lines are several values. */
    List<String> headers(String name);

    /** The first value of a query parameter, decoded; null when there is none. */
    @Nullable
    String query(String name);

    /** The first value of a header; null when there is none. */
    default @Nullable String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? null : all.get(0);
    }
}
