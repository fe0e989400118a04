package io.tidings.packaged;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One pod with its log in memory. */
class EarthquakesIT extends EarthquakesContract {
    private static PackagedPod pod;

    @BeforeAll
    static void start() {
        pod = PackagedPod.start(Map.of("TIDINGS_HISTORY_SIZE", "5000"));
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @Override
    PackagedPod writer() {
        return pod;
    }

    @Override
    PackagedPod reader() {
        return pod;
    }
}
