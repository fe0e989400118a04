package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.redis.RedisSentinels;
import io.tidings.redis.RedisServer;
import io.tidings.tls.SelfSigned;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentinels and the primary that they name are spoken to over TLS, where the first host says so. */
class SentinelsTlsTest {
    private final Channel channel = new Channel("news");
    private final SelfSigned own = SelfSigned.create();
    private final int primaryPort = RedisServer.freePort();
    private final int sentinelPort = RedisServer.freePort();
    private RedisServer primary;
    private RedisServer sentinel;

    @BeforeEach
    void start() {
        primary = RedisServer.start(tls(primaryPort)
                .flatMap(line -> {
                    int space = line.indexOf(' ');
                    return Stream.of("--" + line.substring(0, space), line.substring(space + 1));
                })
                .toArray(String[]::new));
        sentinel = RedisSentinels.sentinel(
                primaryPort,
                Stream.concat(tls(sentinelPort), Stream.of("tls-replication yes"))
                        .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        sentinel.close();
        primary.close();
    }

    private Stream<String> tls(int port) {
        return Stream.of(
                "tls-port " + port,
                "tls-cert-file " + own.certificate(),
                "tls-key-file " + own.key(),
                "tls-ca-cert-file " + own.certificate(),
                "tls-auth-clients no");
    }

    private RedisOptions options(SelfSigned trusted) {
        RedisOptions options = Pod.sentinels(List.of("rediss://127.0.0.1:" + sentinelPort));
        options.getNetClientOptions()
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(trusted.certificate().toString()));
        return options;
    }

    @Test
    void bothAreReachedAndTheirCertificatesChecked() {
        try (Pod pod = new Pod(options(own), RedisSettings.DEFAULTS)) {
            // When
            pod.awaitConnected();
            pod.watch(channel, 1);
            pod.append(channel, "1");
            // Then
            pod.await("message news 1");
            assertThat(pod.backbone.health().detail()).isEqualTo("Redis 127.0.0.1:" + primaryPort + " is connected");
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsSaid() {
        try (Pod pod = new Pod(options(SelfSigned.create()), RedisSettings.DEFAULTS)) {
            Pod.await(() -> pod.backbone.health().detail().contains("PKIX path validation failed"));
        }
    }
}
