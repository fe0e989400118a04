package io.tidings.auth;

import java.util.List;
import java.util.Optional;

/** Reads {@code Cookie} headers (RFC 6265); HTTP/2 may split one into several. */
final class Cookies {
    private Cookies() {}

    /** The value of the first cookie of this name that is not empty, without quotes around it. */
    static Optional<String> value(List<String> headers, String name) {
        for (String header : headers)
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 0 || !pair.substring(0, equals).strip().equals(name)) continue;
                String value = unquoted(pair.substring(equals + 1).strip());
                if (!value.isEmpty()) return Optional.of(value);
            }
        return Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
