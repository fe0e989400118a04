package io.tidings.transport;

import io.vertx.core.http.HttpServerRequest;

/** Whether a request says that a body follows (RFC 9112, 6). */
public final class RequestBody {
    private RequestBody() {}

    public static boolean isAnnounced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && !length.equals("0") || request.headers().contains("Transfer-Encoding");
    }
}
