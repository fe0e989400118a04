package io.tidings.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Every key of Tidings. {@code docs/configuration.md} is made from these methods and their Javadoc. */
@ConfigMapping(prefix = "tidings")
public interface TidingsConfig {
    /** What joins the pods: {@code memory} for one node, or {@code redis}. */
    @WithDefault("memory")
    BackboneKind backbone();

    /** What writes to the connections: {@code lean}, which takes them over from Quarkus, or {@code reference}, which uses public APIs only. */
    @WithDefault("lean")
    Engine engine();

    /** Whether the engine {@code lean} offers WebSockets to clients of HTTP/2 (RFC 8441); browsers that are told use it for all of an origin. */
    @WithDefault("true")
    boolean websocketOverHttp2();

    /** Whether the page for trying things out is served; when not set, in dev mode only. */
    Optional<Boolean> page();

    /** The largest message that is taken, data and all, in bytes. */
    @WithDefault("64K")
    MemorySize maxMessageSize();

    /** Where Redis keeps things; the server itself is configured by Quarkus' own {@code quarkus.redis.*}. */
    RedisConfig redis();

    /** How tokens are found and verified. */
    AuthConfig auth();

    /** How much history a channel keeps, unless its namespace says otherwise. */
    HistoryConfig history();

    /** What a namespace has of its own, by the first segment of its channels. */
    Map<String, NamespaceConfig> namespaces();

    /** How much of each thing is allowed. */
    LimitsConfig limits();

    /** How often a WebSocket is pinged. */
    @WithDefault("25s")
    Duration heartbeat();

    /** How often a comment is written to an idle event stream, so that proxies keep it and dead peers are found. */
    @WithDefault("15s")
    Duration sseHeartbeat();

    /** How long a WebSocket may take to answer a ping before it is closed with 4004. */
    @WithDefault("10s")
    Duration pongTimeout();

    /** How long a WebSocket without a token may take to send its {@code connect} before it is closed with 4005. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long a WebSocket or an event stream may stand before it is closed with 4006 and comes back, so that sessions spread over pods that were added; each at random between half of it and all. When not set, for ever. */
    Optional<Duration> sessionAge();

    /** How long a pod goes on following a channel after its last subscriber has left. */
    @WithDefault("30s")
    Duration linger();

    /** How often a pod compares its place in each channel with the backbone's. */
    @WithDefault("30s")
    Duration audit();

    /** How sessions are sent to other pods before this one stops. */
    DrainConfig drain();

    /** Which publications are followed on their way. */
    TracingConfig tracing();

    /** What joins the pods. */
    enum BackboneKind {
        MEMORY,
        REDIS
    }

    /** What writes to the connections. */
    enum Engine {
        REFERENCE,
        LEAN
    }
}
