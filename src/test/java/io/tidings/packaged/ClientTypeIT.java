package io.tidings.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.TestTokens;
import io.tidings.client.PublishClient;
import io.tidings.redis.RedisCluster;
import io.tidings.redis.RedisSentinels;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the client type of Quarkus' configuration makes of the hosts. */
class ClientTypeIT {
    private static final String TOKEN = TestTokens.hs256().publish("**").sign();

    private static Map<String, String> environment(List<String> uris, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TIDINGS_BACKBONE", "redis");
        environment.put("QUARKUS_REDIS_HOSTS", String.join(",", uris));
        for (int i = 0; i < more.length; i += 2) environment.put(more[i], more[i + 1]);
        return environment;
    }

    /** Publishes to channels of all nodes. */
    private static void assertServes(Map<String, String> environment) {
        try (PackagedPod pod = PackagedPod.start(environment)) {
            PublishClient publisher = new PublishClient(pod.uri(), TOKEN);
            for (int i = 0; i < 9; i++)
                assertThat(publisher.publish("orders." + i, "1")).startsWith("1-");
        }
    }

    @Test
    void ofAClusterEachChannelGoesToItsOwner() {
        try (RedisCluster redis = RedisCluster.start(3, false)) {
            assertServes(environment(redis.uris(), "QUARKUS_REDIS_CLIENT_TYPE", "cluster"));
            assertThat(redis.servers()).allMatch(server -> !Long.valueOf(0).equals(server.call("DBSIZE")));
        }
    }

    @Test
    void ofSentinelsThePrimaryThatTheyNameIsServedFrom() {
        try (RedisSentinels redis = RedisSentinels.start(1)) {
            assertServes(environment(
                    redis.uris(),
                    "QUARKUS_REDIS_CLIENT_TYPE",
                    "sentinel",
                    "QUARKUS_REDIS_MASTER_NAME",
                    RedisSentinels.MASTER_NAME));
        }
    }

    @Test
    void aTypeThatIsNotServedStopsTheStartAndIsNamed() {
        try (PackagedPod pod = PackagedPod.launch(
                environment(List.of("redis://127.0.0.1:6379"), "QUARKUS_REDIS_CLIENT_TYPE", "replication"))) {
            assertThat(pod.awaitEnd(Duration.ofMinutes(3))).isTrue();
            assertThat(pod.log()).contains("quarkus.redis.client-type=replication is not known to the backbone");
        }
    }
}
