package io.tidings.load;

import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Redis, and pods that let a crowd in as fast as it comes and keep all that is published. */
final class Installation implements AutoCloseable {
    private final RedisServer redis = RedisServer.start();
    private final List<PackagedPod> pods = new ArrayList<>();

    RedisServer redis() {
        return redis;
    }

    /** A pod that is ready. @param more of its environment @param java options of its JVM */
    PackagedPod start(Map<String, String> more, String... java) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TIDINGS_BACKBONE", "redis");
        environment.put("QUARKUS_REDIS_HOSTS", redis.uri());
        environment.put("TIDINGS_LIMITS_SESSIONS_PER_SUBJECT", "100000");
        environment.put("TIDINGS_LIMITS_CONNECTS_PER_SECOND", "100000");
        environment.put("TIDINGS_HISTORY_SIZE", "5000");
        PackagedPod pod = PackagedPod.start(environment, java);
        pods.add(pod);
        return pod;
    }

    @Override
    public void close() {
        pods.forEach(PackagedPod::close);
        redis.close();
    }
}
