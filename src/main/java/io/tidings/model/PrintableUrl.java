package io.tidings.model;

import java.net.URI;
import java.net.URISyntaxException;

/** A configured URL, or the path of a file, made safe to stand in a log, in health and in errors: its user and its query may be secret. */
public final class PrintableUrl {
    private PrintableUrl() {}

    /**
     * Scheme, host, port and path; an ellipsis for what perhaps holds more. A text without a scheme is the path of a file, or a host
     * and a port, and stays as it is.
     */
    public static String of(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) return text.contains("@") || text.contains("?") ? "..." : text;
        String bare = text.substring(0, scheme) + "://";
        try {
            URI url = new URI(text);
            String behind = url.getRawPath() + url.getRawQuery() + url.getRawFragment();
            // a password with a slash or a question mark in it ends the host too early
            if (url.getHost() == null || behind.contains("@")) return bare + "...";
            return bare + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getRawPath();
        } catch (URISyntaxException e) {
            return bare + "...";
        }
    }
}
