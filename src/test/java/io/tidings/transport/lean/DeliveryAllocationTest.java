package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the event loop allocates for one message, from its append to the socket of every session, by the JVM's own count of the
 * bytes that a thread has allocated. Netty recycles what it makes for a write: its entry in the channel's queue, and the duplicate of
 * the frame. Two crowds tell what a delivery takes from what a publication takes.
 */
class DeliveryAllocationTest {
    private static final int FEW = 100;
    private static final int MANY = 1_000;
    /** What a write takes through the JDK's own selectors: two views of the buffer for the JDK, which Netty cannot recycle. */
    private static final int JDKS = 128;

    private static final int WARM_UP = 300;
    private static final int MESSAGES = 100;
    private static final byte[] MESSAGE =
            ("{\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":\"" + "x".repeat(198) + "\"}").getBytes(US_ASCII);

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** Who watches buffers allocates for each. */
    @BeforeEach
    void watchNoBuffers() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void watchAgain() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void aDeliveryAllocatesNothing() throws Exception {
        // When
        double few = allocated(FEW);
        double many = allocated(MANY);
        // Then
        double delivery = (many - few) / (MANY - FEW);
        double publication = few - FEW * delivery;
        System.out.printf(
                "fan-out: a message of %d bytes allocates %.0f bytes, and %.3f for each delivery%n",
                MESSAGE.length, publication, delivery);
        assertThat(delivery).isLessThan(1 + (Epoll.isAvailable() ? 0 : JDKS));
        assertThat(publication).isLessThan(8 * MESSAGE.length);
    }

    /** Bytes that the event loop allocates for one message to so many sessions. */
    private static double allocated(int sessions) throws Exception {
        try (LoopedPod pod = new LoopedPod(sessions)) {
            for (int i = 0; i < WARM_UP; i++) pod.publish(MESSAGE);
            long before = pod.allocated();
            for (int i = 0; i < MESSAGES; i++) pod.publish(MESSAGE);
            return (double) (pod.allocated() - before) / MESSAGES;
        }
    }
}
