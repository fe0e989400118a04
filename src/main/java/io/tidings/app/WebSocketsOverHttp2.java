package io.tidings.app;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.tidings.config.TidingsConfig;
import io.tidings.transport.lean.Http2Probe;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Offers WebSockets to clients of HTTP/2, where they can be served: by the engine {@code lean}, and not in dev mode, whose own pages
 * have WebSockets that are not ours, while a browser that was told uses HTTP/2 for every one of the origin.
 */
@Singleton
public class WebSocketsOverHttp2 {
    private final boolean offered;
    private final Vertx vertx;

    @Inject
    WebSocketsOverHttp2(TidingsConfig config, Vertx vertx) {
        this.offered = isOffered(config.websocketOverHttp2(), config.engine(), LaunchMode.current());
        this.vertx = vertx;
    }

    /** @param wanted whether the configuration has it so */
    static boolean isOffered(boolean wanted, TidingsConfig.Engine engine, LaunchMode mode) {
        return wanted && engine == TidingsConfig.Engine.LEAN && mode != LaunchMode.DEVELOPMENT;
    }

    void onStart(@ObservesAsync HttpServerStart started) {
        if (offered) Http2Probe.install(vertx);
    }

    void onStart(@ObservesAsync HttpsServerStart started) {
        if (offered) Http2Probe.install(vertx);
    }
}
