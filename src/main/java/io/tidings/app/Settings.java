package io.tidings.app;

import io.tidings.backbone.redis.RedisSettings;
import io.tidings.config.LimitsConfig;
import io.tidings.config.NamespaceConfig;
import io.tidings.config.TidingsConfig;
import io.tidings.core.feed.FeedSettings;
import io.tidings.core.port.Backbone;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.session.SessionSettings;
import io.tidings.model.Channel;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The configuration as the core's own records. */
final class Settings {
    private static final int PAGE_ENTRIES = 256;
    private static final Duration REPLICA_PATIENCE = Duration.ofSeconds(1);

    private Settings() {}

    /** @param lanes among which the bytes of all rings are divided */
    static FeedSettings feeds(TidingsConfig config, int lanes) {
        LimitsConfig limits = config.limits();
        FeedSettings usual = FeedSettings.DEFAULTS;
        return new FeedSettings(
                limits.ringEntries(),
                Math.toIntExact(limits.ringBytes().asLongValue()),
                Math.max(1, limits.ringsTotalBytes().asLongValue() / lanes),
                usual.pageBounds(),
                usual.batchEntries(),
                config.linger().toMillis(),
                config.audit().toMillis(),
                usual.joinMillis(),
                usual.backOffMillis());
    }

    /** @param lanes among which the sessions that may come in a second, and the bytes that may wait for all, are divided */
    static SessionSettings sessions(TidingsConfig config, int lanes) {
        LimitsConfig limits = config.limits();
        return new SessionSettings(
                outbox(config),
                Math.max(1, limits.outboxesTotalBytes().asLongValue() / lanes),
                limits.subscriptionsPerSession(),
                limits.commandsPerSecond(),
                limits.connections(),
                limits.sessionsPerSubject(),
                limits.unauthenticatedConnections(),
                Math.max(1, limits.connectsPerSecond() / lanes),
                config.heartbeat().toMillis(),
                config.sseHeartbeat().toMillis(),
                config.pongTimeout().toMillis(),
                config.connectTimeout().toMillis(),
                SessionSettings.DEFAULTS.retryMillis(),
                config.sessionAge().map(Duration::toMillis).orElse(SessionSettings.FOREVER));
    }

    static PublishLimits publish(TidingsConfig config) {
        return new PublishLimits(
                Math.toIntExact(config.maxMessageSize().asLongValue()),
                config.limits().publishesInFlight());
    }

    static RedisSettings redis(TidingsConfig config) {
        RedisSettings settings = RedisSettings.DEFAULTS.withAppends(
                config.limits().publishesInFlight(),
                config.limits().publishBytesInFlight().asLongValue());
        return switch (config.redis().acknowledge()) {
            case PRIMARY -> settings;
            case REPLICA -> settings.withReplica(REPLICA_PATIENCE);
        };
    }

    /** A page of replay: a session asks for one when its outbox is below half, so a quarter leaves room for what comes live. */
    static Backbone.Bounds replayPage(TidingsConfig config) {
        return new Backbone.Bounds(PAGE_ENTRIES, outbox(config) / 4);
    }

    private static int outbox(TidingsConfig config) {
        return Math.toIntExact(config.limits().outbox().asLongValue());
    }

    /** How much history each channel keeps: as its namespace says, else as is configured for all. */
    static Function<Channel, Retention> retention(TidingsConfig config) {
        Retention usual =
                new Retention(config.history().size(), config.history().age());
        Map<String, Retention> byNamespace = new HashMap<>();
        config.namespaces().forEach((name, namespace) -> byNamespace.put(name, merged(namespace.history(), usual)));
        if (byNamespace.isEmpty()) return channel -> usual;
        return channel -> byNamespace.getOrDefault(channel.namespace(), usual);
    }

    private static Retention merged(NamespaceConfig.History own, Retention usual) {
        return new Retention(own.size().orElse(usual.size()), own.age().orElse(usual.age()));
    }
}
