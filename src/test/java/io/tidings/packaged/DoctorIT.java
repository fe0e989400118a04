package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command {@code doctor} of the packaged application, and what a pod says at its start. */
class DoctorIT {
    private static final String POLICY =
            "maxmemory-policy of Redis 127.0.0.1:%d is allkeys-lru, and should be noeviction";

    private static Map<String, String> over(RedisServer redis) {
        return new HashMap<>(Map.of(
                "TIDINGS_BACKBONE", "redis",
                "QUARKUS_REDIS_HOSTS", redis.uri(),
                "TIDINGS_LIMITS_CONNECTIONS", "500",
                "TIDINGS_LIMITS_PUBLISH_BYTES_IN_FLIGHT", "8M"));
    }

    private static PackagedPod examined(Map<String, String> environment) {
        PackagedPod doctor = PackagedPod.command(environment, "doctor");
        assertThat(doctor.awaitEnd(Duration.ofMinutes(3))).isTrue();
        return doctor;
    }

    @Test
    void aRedisThatMayEvictBreaksAPromiseAndFailsTheCommand() {
        try (RedisServer redis = RedisServer.start("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
                PackagedPod doctor = examined(over(redis))) {
            assertThat(doctor.process().exitValue()).isEqualTo(1);
            assertThat(doctor.log())
                    .contains("breaks a promise: " + POLICY.formatted(redis.port()))
                    .contains("CONFIG SET maxmemory-policy noeviction")
                    .contains("a risk: appendonly of Redis 127.0.0.1:" + redis.port() + " is no, and should be yes");
        }
    }

    @Test
    void aRedisThatIsSetAsTheDocumentsSayPassesBesideAPodThatRuns() {
        try (RedisServer redis = RedisServer.start(
                        "--maxmemory",
                        "100mb",
                        "--appendonly",
                        "yes",
                        "--client-output-buffer-limit",
                        "pubsub 64mb 32mb 60");
                PackagedPod pod = PackagedPod.start(over(redis))) {
            // Given
            Map<String, String> samePorts = over(redis);
            samePorts.put("QUARKUS_HTTP_PORT", Integer.toString(pod.uri().getPort()));
            // When
            try (PackagedPod doctor = examined(samePorts)) {
                // Then
                assertThat(doctor.log()).contains("all is as it should be");
                assertThat(doctor.process().exitValue()).isZero();
            }
        }
    }

    @Test
    void aRedisThatIsNotThereBreaksAPromise() {
        try (RedisServer redis = RedisServer.absent();
                PackagedPod doctor = examined(over(redis))) {
            assertThat(doctor.process().exitValue()).isEqualTo(1);
            assertThat(doctor.log())
                    .contains("breaks a promise: the backbone is out of reach (Redis has not been reached");
        }
    }

    @Test
    void aPodThatStartsWarnsOfTheSameInItsLog() {
        try (RedisServer redis = RedisServer.start("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru")) {
            // Given
            Map<String, String> environment = over(redis);
            environment.put("TIDINGS_LIMITS_CONNECTIONS", "100000000");
            // When
            try (PackagedPod pod = PackagedPod.start(environment)) {
                // Then
                assertThat(pod.log().lines().filter(line -> line.contains("\"level\":\"WARN\"")))
                        .filteredOn(line -> line.contains(POLICY.formatted(redis.port())))
                        .hasSize(1);
                assertThat(pod.log())
                        .containsPattern("the limit of open files is [0-9]+, and should be 100001000 or more");
            }
        }
    }
}
