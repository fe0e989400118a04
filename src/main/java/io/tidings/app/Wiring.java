package io.tidings.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tidings.backbone.memory.MemoryBackbone;
import io.tidings.backbone.redis.RedisBackbone;
import io.tidings.config.TidingsConfig;
import io.tidings.core.port.Authenticator;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.core.session.SessionParts;
import io.tidings.core.session.SessionSettings;
import io.tidings.telemetry.MicrometerTelemetry;
import io.tidings.telemetry.OtelTracing;
import io.tidings.transport.Engine;
import io.tidings.transport.Here;
import io.tidings.transport.lean.DirectFrames;
import io.tidings.transport.lean.LeanEngine;
import io.tidings.transport.reference.BytesFrames;
import io.tidings.transport.reference.ReferenceEngine;
import io.tidings.transport.websocket.CommandSize;
import io.tidings.wire.Batches;
import io.tidings.wire.CommandReader;
import io.tidings.wire.JsonScanner;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Chooses the adapters and puts the core together from the configuration. */
@Singleton
@RegisterForReflection(classNames = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final TidingsConfig config;

    @Inject
    Wiring(TidingsConfig config) {
        this.config = config;
    }

    /** The one place where the backbone is chosen. */
    @Produces
    @Singleton
    Backbone backbone(Vertx vertx, RedisHosts hosts, Telemetry telemetry) {
        return switch (config.backbone()) {
            case MEMORY -> memory();
            case REDIS -> redis(vertx, hosts, telemetry);
        };
    }

    private Backbone redis(Vertx vertx, RedisHosts hosts, Telemetry telemetry) {
        RedisOptions options = hosts.options()
                .orElseThrow(() -> new ConfigurationException("tidings.backbone is redis, but no host is configured;"
                        + " set QUARKUS_REDIS_HOSTS, such as redis://localhost:6379"));
        try {
            return new RedisBackbone(vertx, options, config.redis().prefix(), telemetry, Settings.redis(config));
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Backbone memory() {
        if (LaunchMode.current() == LaunchMode.NORMAL)
            LOG.warn("tidings.backbone is memory: this pod is alone, and a restart forgets all messages");
        return new MemoryBackbone();
    }

    /** The one place where the engine's frames are chosen. */
    @Produces
    @Singleton
    FrameEncoder encoder() {
        return switch (config.engine()) {
            case REFERENCE -> new BytesFrames();
            case LEAN -> new DirectFrames();
        };
    }

    /** The one place where the engine is chosen. */
    @Produces
    @Singleton
    Engine engine(
            Here here,
            JsonScanner scanner,
            SessionParts parts,
            CommandSize size,
            @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idle) {
        return switch (config.engine()) {
            case REFERENCE -> new ReferenceEngine(parts.settings().outboxBytes());
            case LEAN -> new LeanEngine(here, new CommandReader(scanner), parts.settings(), size.most(), idle);
        };
    }

    @Produces
    @Singleton
    MicrometerTelemetry telemetry(MeterRegistry registry, Tracing tracing) {
        return new MicrometerTelemetry(registry, tracing);
    }

    /** The one place where it is chosen whether publications are followed. */
    @Produces
    @Singleton
    Tracing tracing() {
        Optional<URI> collector = config.tracing().endpoint();
        if (collector.isEmpty()) return Tracing.NONE;
        return new OtelTracing(collector.get(), config.tracing().ratio());
    }

    /** Sends what is left. */
    void close(@Disposes Tracing tracing) {
        if (tracing instanceof OtelTracing following) following.close();
    }

    @Produces
    @Singleton
    PublishLimits publishLimits() {
        return Settings.publish(config);
    }

    @Produces
    @Singleton
    Publisher publisher(Backbone backbone, PublishLimits limits, Telemetry telemetry) {
        return new Publisher(backbone, Settings.retention(config), limits, telemetry);
    }

    @Produces
    @Singleton
    SessionParts parts(
            Authenticator authenticator,
            Publisher publisher,
            FrameEncoder encoder,
            VertxLanes loops,
            Telemetry telemetry) {
        SessionSettings settings = Settings.sessions(config, loops.lanes().all().size());
        return new SessionParts(authenticator, publisher, encoder, settings, telemetry);
    }

    @Produces
    @Singleton
    JsonScanner scanner() {
        return new JsonScanner(config.limits().jsonDepth());
    }

    @Produces
    @Singleton
    Batches batches(JsonScanner scanner) {
        return new Batches(scanner, config.limits().batchLines());
    }
}
