package io.tidings.transport.websocket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.tidings.core.publish.PublishLimits;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * How large a command may be. Vert.x drops the connection without a word where its own limits are exceeded, so these lie higher:
 * up to them a command that is too large is told so.
 */
@Singleton
public class CommandSize implements HttpServerOptionsCustomizer {
    /** What a command has besides a message's data: a token, or as many channels as a session may have. */
    private static final int ENVELOPE = 64 * 1024;

    private final int most;

    @Inject
    CommandSize(PublishLimits limits) {
        this.most = limits.messageBytes() + ENVELOPE;
    }

    /** Bytes of the largest command. */
    public int most() {
        return most;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private void customize(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(2 * most).setMaxWebSocketMessageSize(2 * most);
    }
}
