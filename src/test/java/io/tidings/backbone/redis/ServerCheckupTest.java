package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCheckupTest {
    private static final long NOW = 1_800_000_000_000L;

    private final Map<String, String> info = new HashMap<>(Map.of(
            "redis_version", "7.0.9",
            "maxmemory", "1000000000",
            "maxmemory_policy", "noeviction",
            "aof_enabled", "1",
            "connected_slaves", "1",
            "min_slaves_good_slaves", "1",
            "server_time_usec", NOW + "000"));

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "client-output-buffer-limit", "normal 0 0 0 slave 268435456 67108864 60 pubsub 67108864 33554432 60",
            "timeout", "0"));

    private List<Finding> findings(boolean waits) {
        return ServerCheckup.findings(new ServerFacts("redis:6379", info, settings), waits, NOW, NOW);
    }

    @Test
    void aServerThatIsSetAsTheDocumentsSayIsFoundWell() {
        assertThat(findings(true)).isEmpty();
    }

    @Test
    void whatAServerDoesNotSayIsNotJudged() {
        // Given
        info.clear();
        settings.clear();
        // When
        List<Finding> findings = findings(true);
        // Then
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            redis_version         | 6.2.11      | BREAKS_A_PROMISE | the version of Redis redis:6379 is 6.2.11, and should be 7.0 or newer
            maxmemory_policy      | allkeys-lru | BREAKS_A_PROMISE | maxmemory-policy of Redis redis:6379 is allkeys-lru, and should be noeviction
            maxmemory             | 0           | RISK             | maxmemory of Redis redis:6379 is 0, which is no bound, and should be about
            aof_enabled           | 0           | RISK             | appendonly of Redis redis:6379 is no, and should be yes
            server_time_usec      | 1800000001001000 | RISK        | the clock of Redis redis:6379 is 1001 ms away
            connected_slaves      | 0           | BREAKS_A_PROMISE | the number of replicas of Redis redis:6379 is 0, and should be 1 or more
            """)
    void eachFieldThatShouldBeOtherwiseIsOneFinding(String field, String value, Severity severity, String sentence) {
        // Given
        info.put(field, value);
        // When
        List<Finding> findings = findings(true);
        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.toString()).startsWith(sentence);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client-output-buffer-limit | normal 0 0 0 pubsub 33554432 8388608 60 | client-output-buffer-limit pubsub of Redis redis:6379 is 32mb 8mb
            client-output-buffer-limit | pubsub 0 8388608 60                     | client-output-buffer-limit pubsub of Redis redis:6379 is 0mb 8mb
            timeout                    | 300                                     | timeout of Redis redis:6379 is 300 seconds, and should be 0
            """)
    void eachSettingThatShouldBeOtherwiseIsARisk(String name, String value, String sentence) {
        // Given
        settings.put(name, value);
        // When
        List<Finding> findings = findings(false);
        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.RISK);
            assertThat(finding.toString()).startsWith(sentence);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-5000, 0, true",
        "0, 5000, true",
        "-1001, -1001, false",
        "1001, 1001, false",
        "-1001, 1, true",
        "1001, 5000, false"
    })
    void anAnswerThatIsLateSaysNothingOfTheClock(long asked, long answered, boolean isWell) {
        // When
        List<Finding> findings = ServerCheckup.findings(
                new ServerFacts("redis:6379", info, settings), true, NOW + asked, NOW + answered);
        // Then
        assertThat(findings.isEmpty()).isEqualTo(isWell);
    }

    @Test
    void replicasThatNobodyHasToHaveAreARiskOfFailOvers() {
        // Given
        info.remove("min_slaves_good_slaves");
        // When
        List<Finding> findings = findings(false);
        // Then
        assertThat(findings).singleElement().asString().startsWith("min-replicas-to-write of Redis redis:6379 is 0");
    }

    @Test
    void withoutAReplicaNobodyWaitsForOne() {
        // Given
        info.put("connected_slaves", "0");
        // When
        List<Finding> findings = findings(false);
        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void aPolicyThatHasNothingToEvictYetIsARisk() {
        // Given
        info.put("maxmemory", "0");
        info.put("maxmemory_policy", "volatile-ttl");
        // When
        List<Finding> findings = findings(false);
        // Then
        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.RISK, Severity.RISK);
    }

    @Test
    void aReplicaIsNotJudged() {
        // Given
        info.put("role", "slave");
        info.put("maxmemory_policy", "allkeys-lru");
        // When
        List<Finding> findings = findings(true);
        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void noLimitOfTheOutputBufferIsEnough() {
        // Given
        settings.put("client-output-buffer-limit", "pubsub 0 0 0");
        // When
        List<Finding> findings = findings(false);
        // Then
        assertThat(findings).isEmpty();
    }
}
