package io.tidings.transport.lean;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.client.Subscriber;
import io.tidings.client.WebSocketClient;
import io.tidings.transport.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The buffers of frames: all are given back when nobody is left who could want them. */
@QuarkusTest
@TestProfile(ReleaseTest.SoonForgotten.class)
class ReleaseTest {
    @TestHTTPResource("/")
    URI base;

    /** A channel that nobody follows is forgotten at once; a reader that does not read is soon too slow. */
    public static final class SoonForgotten implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.linger", "100ms", "tidings.limits.outbox", "200K", "tidings.pong-timeout", "1s");
        }
    }

    /** Bytes of frames that somebody holds: Vert.x has an allocator of its own. */
    private static long held() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
    }

    @Test
    void whenTheSessionsHaveEndedNoBufferIsHeld() {
        // Given
        await().until(() -> held() == 0);
        Service service = new Service(base);
        String channel = Service.newChannel();
        List<Subscriber> subscribers = new ArrayList<>();
        for (Service.Way way : Service.Way.values()) {
            subscribers.add(service.subscriber(way, channel));
            subscribers.add(service.subscriber(way, channel, Service.newChannel()));
        }
        WebSocketClient slow = new WebSocketClient(base, Service.TOKEN, channel);
        subscribers.add(slow);
        subscribers.forEach(each -> each.connect("latest"));
        slow.stopReading();
        for (int i = 0; i < 100; i++) service.publisher().publish(channel, "\"" + "x".repeat(20_000) + "\"");
        long held = held();
        // When
        subscribers.forEach(Subscriber::close);
        // Then
        assertThat(held).isPositive();
        await().untilAsserted(() -> assertThat(held()).isZero());
    }
}
