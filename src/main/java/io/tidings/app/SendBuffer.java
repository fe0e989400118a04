package io.tidings.app;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.tidings.config.TidingsConfig;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Bounds what the kernel takes from an outbox before the client has it: it would let the buffer of one that does not read grow to megabytes. */
@Singleton
public class SendBuffer implements HttpServerOptionsCustomizer {
    private final int bytes;

    @Inject
    SendBuffer(TidingsConfig config) {
        this.bytes = Math.toIntExact(config.limits().sendBuffer().asLongValue());
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(bytes);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(bytes);
    }
}
