package io.tidings.transport;

import io.tidings.auth.TestTokens;
import io.tidings.client.PollClient;
import io.tidings.client.PublishClient;
import io.tidings.client.SseClient;
import io.tidings.client.Subscriber;
import io.tidings.client.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.util.UUID;

/** The application under test, as its clients know it. */
public final class Service {
    /** May read and write everything, as alice. */
    public static final String TOKEN =
            TestTokens.hs256().subscribe("**").publish("**").sign();

    private final URI base;

    public Service(URI base) {
        this.base = base;
    }

    /** A channel that nobody else uses. */
    public static String newChannel() {
        return "orders." + UUID.randomUUID();
    }

    /** A channel whose history keeps five messages. */
    public static String newShortChannel() {
        return "short." + UUID.randomUUID();
    }

    public URI base() {
        return base;
    }

    public PublishClient publisher() {
        return new PublishClient(base, TOKEN);
    }

    /** A subscriber on a transport. */
    public Subscriber subscriber(Way way, String... channels) {
        return switch (way) {
            case WEBSOCKET -> new WebSocketClient(base, TOKEN, channels);
            case SSE -> new SseClient(base, TOKEN, channels);
            case SSE_HTTP2 -> new SseClient(Version.HTTP_2, base, TOKEN, channels);
            case POLL -> new PollClient(base, TOKEN, channels);
        };
    }

    /** How subscribers come. */
    public enum Way {
        WEBSOCKET,
        SSE,
        SSE_HTTP2,
        POLL
    }
}
