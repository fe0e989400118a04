package io.tidings.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.packaged.Installation;
import io.tidings.packaged.PackagedPod;
import io.tidings.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand sessions that come back at once, as after the end of a pod. */
class ReturnIT {
    private static final int SESSIONS = Scale.of(10_000);
    private static final int MESSAGES = 300;
    /** Messages of one page. */
    private static final int PAGE = 256;

    private static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "return." + i).toList();

    @AutoClose
    private final Installation installation = Crowd.installation();

    private final RedisServer redis = installation.redis();
    private PackagedPod pod;

    @BeforeEach
    void start() {
        pod = installation.start(Map.of(), "-Xmx1g");
    }

    @Test
    void theyCostRedisNoMoreThanOneReadAPageAndChannel() {
        // Given
        Source source = new Source(List.of(pod.uri()), Crowd.TOKEN, CHANNELS, 100);
        source.publish(MESSAGES, Duration.ZERO);
        redis.call("CONFIG", "RESETSTAT");
        long begin = System.nanoTime();
        try (Crowd crowd = new Crowd(pod.uri())) {
            crowd.comeBack();
            // When
            for (int i = 0; i < SESSIONS; i++) {
                int channel = i % CHANNELS.size();
                crowd.join(Member.Way.values()[i % 2], CHANNELS.get(channel), source.id(channel, 0), 1);
            }
            await().atMost(Duration.ofSeconds(180)).until(() -> crowd.count(Member::isOpen) == SESSIONS);
            double opened = (System.nanoTime() - begin) / 1e9;
            await().atMost(Duration.ofSeconds(180))
                    .until(() -> crowd.count(each -> each.next() == MESSAGES) == SESSIONS);
            double served = (System.nanoTime() - begin) / 1e9;
            // Then
            // One read more finds where a channel stands when its first session comes.
            long pages = (MESSAGES - 1 + PAGE - 1) / PAGE;
            System.out.printf(
                    "return: %d sessions with positions on %d channels, %d messages each: %d reads of Redis for %d"
                            + " pages and the opening of each channel;"
                            + " all welcome after %.1f s (%.0f a second), all served after %.1f s; %d connected again%n",
                    SESSIONS,
                    CHANNELS.size(),
                    MESSAGES - 1,
                    redis.calls("xrange"),
                    pages * CHANNELS.size(),
                    opened,
                    SESSIONS / opened,
                    served,
                    crowd.sum(Member::connects) - SESSIONS);
            assertThat(redis.calls("xrange")).isBetween(1L, (pages + 1) * CHANNELS.size());
            assertThat(crowd.sum(Member::lost)).isZero();
            assertThat(crowd.sum(Member::duplicated)).isZero();
            assertThat(crowd.sum(Member::gaps)).isZero();
        }
    }
}
