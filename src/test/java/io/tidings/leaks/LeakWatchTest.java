package io.tidings.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
    private static void forgetABuffer() {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).writeByte(1);
    }

    @Test
    void everyBufferIsWatched() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void onlyTheBufferOfAnAnswerThatQuarkusMadeIsPassedOver() {
        String maker = "org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext.end";
        assertThat(LeakWatch.isOfAnswer("LEAK\n#1:\n\tio.netty.B\nCreated at:\n\tio.netty.A\n\t" + maker))
                .isTrue();
        assertThat(LeakWatch.isOfAnswer("LEAK\n#1:\n\t" + maker + "\nCreated at:\n\tio.netty.A"))
                .isFalse();
    }

    @Test
    void aForgottenBufferFailsItsClassOnce() {
        // Given
        forgetABuffer();
        // When
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            return LeakWatch.hasSeenALeak();
        });
        // Then
        assertThat(LeakWatch.takeFirst()).contains("LEAK", "forgetABuffer");
        assertThatNoException().isThrownBy(LeakWatch::check);
    }
}
