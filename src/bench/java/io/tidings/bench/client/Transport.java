package io.tidings.bench.client;

import java.util.Locale;

/** How readers receive. */
public enum Transport {
    WEBSOCKET("WebSocket"),
    SSE("SSE");

    private final String title;

    Transport(String title) {
        this.title = title;
    }

    /** As reports name it. */
    public String title() {
        return title;
    }

    /** As the command line names it. */
    public static Transport parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
