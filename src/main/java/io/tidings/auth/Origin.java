package io.tidings.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of a page, as browsers send it.
 *
 * @param text in lower case
 */
record Origin(String text, boolean secure, String host, int port) {
    /** An {@code http} or {@code https} origin; empty for anything else, such as {@code null}. */
    static Optional<Origin> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean secure = lower.startsWith("https://");
        if (!secure && !lower.startsWith("http://")) return Optional.empty();
        try {
            URI uri = new URI(lower);
            if (uri.getHost() == null) return Optional.empty();
            return Optional.of(new Origin(lower, secure, uri.getHost(), port(uri.getPort(), secure)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the request goes to the origin that its page is from. Where TLS ends at an ingress the scheme is not known here, so a plain
     * request is taken from pages of either scheme.
     */
    boolean isOwnOf(CarrierRequest request) {
        String authority = request.authority();
        if (authority == null || (request.secure() && !secure)) return false;
        return parse((secure ? "https://" : "http://") + authority)
                .filter(own -> own.host.equals(host) && own.port == port)
                .isPresent();
    }

    private static int port(int port, boolean secure) {
        if (port >= 0) return port;
        return secure ? 443 : 80;
    }
}
