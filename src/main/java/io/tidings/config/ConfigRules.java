package io.tidings.config;

import io.tidings.model.PrintableUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What values must be, beyond their types: each fault is a sentence that names the key and what would be right. */
public final class ConfigRules {
    /** The shortest secret, in bytes: as long as the hash of HS256. */
    public static final int SHORTEST_SECRET = 32;

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    private static final Pattern COLLECTOR = Pattern.compile("https?://[^/?#@]+(/[^?#]*)?");
    private static final Pattern COOKIE_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Two thirds of {@code quarkus.http.idle-timeout}. */
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(60);

    private final List<String> faults = new ArrayList<>();

    private ConfigRules() {}

    /**
     * Everything that is wrong, empty when all is well.
     *
     * @param keyNeeded whether a start without secret and key is a fault; dev mode makes a key of its own
     */
    public static List<String> faults(TidingsConfig config, boolean keyNeeded) {
        ConfigRules rules = new ConfigRules();
        rules.checkKeys(config.auth(), keyNeeded);
        rules.checkCarriers(config.auth());
        rules.checkHistory(config);
        rules.checkTimes(config);
        rules.checkLimits(config);
        rules.checkTracing(config.tracing());
        return List.copyOf(rules.faults);
    }

    private void checkKeys(AuthConfig auth, boolean keyNeeded) {
        if (auth.secret().isPresent() && auth.key().isPresent())
            faults.add(
                    "tidings.auth.secret and tidings.auth.key are both set; one of them says how tokens are verified");
        if (keyNeeded && auth.secret().isEmpty() && auth.key().isEmpty())
            faults.add("there is nothing to verify tokens with: set TIDINGS_AUTH_SECRET to the HS256 secret of the"
                    + " tokens' issuer, at least " + SHORTEST_SECRET + " bytes, or TIDINGS_AUTH_KEY to its public key,"
                    + " a PEM file, a JWKS file or a JWKS URL");
        auth.secret()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8).length)
                .filter(bytes -> bytes < SHORTEST_SECRET)
                .ifPresent(bytes -> faults.add("tidings.auth.secret has " + bytes + " bytes; HS256 needs at least "
                        + SHORTEST_SECRET + ", for example those of: openssl rand -base64 48"));
    }

    private void checkCarriers(AuthConfig auth) {
        if (!COOKIE_NAME.matcher(auth.cookie()).matches())
            faults.add("tidings.auth.cookie is not a cookie's name: " + auth.cookie());
        for (String origin : auth.origins().orElse(List.of()))
            if (!ORIGIN.matcher(origin).matches())
                faults.add("tidings.auth.origins has " + PrintableUrl.of(origin)
                        + "; an origin is a scheme, a host and perhaps a port, such as https://app.example.org");
    }

    private void checkHistory(TidingsConfig config) {
        atLeast("tidings.history.size", config.history().size(), 0);
        positive("tidings.history.age", config.history().age());
        config.namespaces().forEach((name, namespace) -> {
            String key = "tidings.namespaces." + name + ".history.";
            namespace.history().size().ifPresent(size -> atLeast(key + "size", size, 0));
            namespace.history().age().ifPresent(age -> positive(key + "age", age));
        });
    }

    private void checkTimes(TidingsConfig config) {
        beatsInTime("tidings.heartbeat", config.heartbeat());
        beatsInTime("tidings.sse-heartbeat", config.sseHeartbeat());
        positive("tidings.pong-timeout", config.pongTimeout());
        positive("tidings.connect-timeout", config.connectTimeout());
        positive("tidings.audit", config.audit());
        config.sessionAge().ifPresent(age -> positive("tidings.session-age", age));
        positive("tidings.drain.time", config.drain().time());
        notNegative("tidings.linger", config.linger());
        notNegative("tidings.drain.settle", config.drain().settle());
        atLeast("tidings.drain.pace", config.drain().pace(), 1);
    }

    private void checkTracing(TracingConfig tracing) {
        tracing.endpoint()
                .filter(endpoint -> !COLLECTOR.matcher(endpoint.toString()).matches())
                .ifPresent(endpoint -> faults.add("tidings.tracing.endpoint is " + PrintableUrl.of(endpoint.toString())
                        + "; it is the http or https address of a collector, such as http://collector:4318"));
        if (!(tracing.ratio() >= 0 && tracing.ratio() <= 1))
            faults.add("tidings.tracing.ratio is " + tracing.ratio() + "; it is a share, from 0 to 1");
    }

    private void checkLimits(TidingsConfig config) {
        LimitsConfig limits = config.limits();
        atLeast("tidings.max-message-size", config.maxMessageSize().asLongValue(), 1);
        atLeast("tidings.limits.connections", limits.connections(), 1);
        atLeast("tidings.limits.unauthenticated-connections", limits.unauthenticatedConnections(), 0);
        atLeast("tidings.limits.connects-per-second", limits.connectsPerSecond(), 1);
        atLeast("tidings.limits.sessions-per-subject", limits.sessionsPerSubject(), 1);
        atLeast("tidings.limits.subscriptions-per-session", limits.subscriptionsPerSession(), 1);
        atLeast("tidings.limits.commands-per-second", limits.commandsPerSecond(), 1);
        atLeast("tidings.limits.cached-tokens", limits.cachedTokens(), 0);
        atLeast("tidings.limits.json-depth", limits.jsonDepth(), 1);
        atLeast("tidings.limits.batch-lines", limits.batchLines(), 1);
        atLeast("tidings.limits.publishes-in-flight", limits.publishesInFlight(), 1);
        atLeast("tidings.limits.ring-entries", limits.ringEntries(), 1);
        // a message that fits no outbox could be delivered to nobody
        long message = config.maxMessageSize().asLongValue();
        atLeastMessage(
                "tidings.limits.publish-bytes-in-flight",
                limits.publishBytesInFlight().asLongValue(),
                message);
        atLeastMessage("tidings.limits.outbox", limits.outbox().asLongValue(), message);
        atLeastMessage(
                "tidings.limits.outboxes-total-bytes",
                limits.outboxesTotalBytes().asLongValue(),
                message);
        atLeast("tidings.limits.send-buffer", limits.sendBuffer().asLongValue(), 4_096);
        atLeast("tidings.limits.ring-bytes", limits.ringBytes().asLongValue(), 1);
        atLeast("tidings.limits.rings-total-bytes", limits.ringsTotalBytes().asLongValue(), 1);
    }

    private void atLeast(String key, long value, long least) {
        if (value < least) faults.add(key + " is " + value + "; at least " + least + " is needed");
    }

    private void atLeastMessage(String key, long bytes, long message) {
        if (bytes < 2 * message)
            faults.add(
                    key + " is " + bytes + " bytes; at least twice tidings.max-message-size is needed, " + 2 * message);
    }

    private void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) faults.add(key + " is " + value + "; it must be more than nothing");
    }

    /** A connection on which nothing moves is cut off, so signs of life must come well before. */
    private void beatsInTime(String key, Duration value) {
        positive(key, value);
        if (value.compareTo(LONGEST_BEAT) > 0)
            faults.add(key + " is " + value + "; at most " + LONGEST_BEAT
                    + " is allowed, as idle connections are cut off");
    }

    private void notNegative(String key, Duration value) {
        if (value.isNegative()) faults.add(key + " is " + value + "; it must not be negative");
    }
}
