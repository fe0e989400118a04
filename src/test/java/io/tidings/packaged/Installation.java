package io.tidings.packaged;

import io.tidings.redis.RedisServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Redis, and pods over it, which end with it whatever happens. Make it where a field is made and start its pods in a method that
 * runs before the tests: what an initialiser throws closes nothing.
 */
public final class Installation implements AutoCloseable {
    private final Map<String, String> environment;
    private final RedisServer redis;
    private final List<PackagedPod> pods = new ArrayList<>();

    /** @param environment of every pod @param redis options of the server */
    public Installation(Map<String, String> environment, String... redis) {
        this.environment = environment;
        this.redis = RedisServer.start(redis);
    }

    public RedisServer redis() {
        return redis;
    }

    /** A pod that is ready. */
    public PackagedPod start() {
        return start(Map.of());
    }

    /** A pod that is ready. @param more of its environment @param java options of its JVM */
    public PackagedPod start(Map<String, String> more, String... java) {
        return kept(PackagedPod.start(environment(more), java));
    }

    /** As {@link #start()}, but of the version that {@link PackagedPod#startOther} names. */
    public PackagedPod startOther() {
        return kept(PackagedPod.startOther(environment(Map.of())));
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TIDINGS_BACKBONE", "redis");
        all.put("QUARKUS_REDIS_HOSTS", redis.uri());
        all.putAll(more);
        return all;
    }

    private PackagedPod kept(PackagedPod pod) {
        pods.add(pod);
        return pod;
    }

    @Override
    public void close() {
        pods.forEach(PackagedPod::close);
        redis.close();
    }
}
