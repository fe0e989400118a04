package io.tidings.transport;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;

/** What a request accepts (RFC 9110, 12.5.1). */
public final class Accept {
    private Accept() {}

    /** Whether a media type may be answered: the most specific range that names it counts; without {@code Accept} anything may. */
    public static boolean takes(MultiMap headers, String mediaType) {
        List<String> lines = headers.getAll("Accept");
        if (lines.isEmpty()) return true;
        List<String> wanted = List.of("*/*", mediaType.substring(0, mediaType.indexOf('/')) + "/*", mediaType);
        int best = -1;
        boolean taken = false;
        for (String range : String.join(",", lines).toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            int precision = wanted.indexOf(parts[0].strip());
            if (precision <= best) continue;
            best = precision;
            taken = !isRefused(parts);
        }
        return taken;
    }

    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) if (parts[i].strip().matches("q\\s*=\\s*0(\\.0{0,3})?")) return true;
        return false;
    }
}
