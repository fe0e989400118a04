package io.tidings.bench.client;

import java.net.URI;
import java.util.Map;

/** The beginning of a request of HTTP/1.1. */
final class RequestHead {
    private RequestHead() {}

    /** The request line and the headers; more headers may follow, and the blank line must. */
    static StringBuilder of(String method, URI uri, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(uri.getRawPath())
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getAuthority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }
}
