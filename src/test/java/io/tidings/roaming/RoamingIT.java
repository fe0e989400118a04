package io.tidings.roaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.packaged.Installation;
import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fifty clients that move between two pods and all transports for a minute, most moves a cut of the connection, while 20,000
 * messages come on five channels: nothing may be lost, doubled or out of order, whatever happens to Redis meanwhile. With
 * {@code -Dtidings.other} the second pod is of another version, as {@code .ci/side-by-side} has it.
 */
class RoamingIT {
    private static final String TOKEN =
            TestTokens.hs256().subject("roamer").subscribe("**").publish("**").sign();

    @AutoClose
    private final Installation installation = new Installation(
            Map.of("TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "10000", "TIDINGS_HISTORY_SIZE", "20000"),
            "--appendonly",
            "yes",
            "--appendfsync",
            "always");

    private final RedisServer redis = installation.redis();
    private PackagedPod first;
    private PackagedPod second;

    @BeforeEach
    void start() {
        first = installation.start();
        second = installation.startOther();
    }

    private Roaming roaming() {
        return new Roaming(List.of(first.uri(), second.uri()), TOKEN, 50, 20_000, Duration.ofSeconds(60));
    }

    @Test
    void nothingIsLostWhereNothingBreaks() {
        assertWhole("quiet", roaming().run(elapsed -> {}));
    }

    @Test
    void nothingIsLostWhenTheConnectionsOfRedisAreCut() {
        // When
        Roaming.Figures figures = roaming().run(new Every(Duration.ofSeconds(2), () -> {
            redis.call("CLIENT", "KILL", "TYPE", "pubsub");
            redis.call("CLIENT", "KILL", "TYPE", "normal");
        }));
        // Then
        assertWhole("connections of Redis cut every 2 s", figures);
    }

    @Test
    void nothingIsLostWhenRedisIsKilledAndComesBack() {
        // When
        Roaming.Figures figures = roaming().run(new Every(Duration.ofSeconds(10), () -> {
            redis.kill();
            redis.restart();
        }));
        // Then
        assertWhole("Redis killed and restarted every 10 s", figures);
    }

    private static void assertWhole(String what, Roaming.Figures figures) {
        System.out.println("roaming, " + what + ": " + figures);
        assertThat(figures.lost()).isZero();
        assertThat(figures.duplicated()).isZero();
        assertThat(figures.outOfOrder()).isZero();
        assertThat(figures.gaps()).isZero();
        assertThat(figures.fewestMoves()).isGreaterThanOrEqualTo(Roaming.MOVES);
        assertThat(figures.smallestShareOfATransport()).isGreaterThanOrEqualTo(0.1);
    }
}
