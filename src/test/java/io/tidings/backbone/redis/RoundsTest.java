package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final long NEVER = 3_600_000;

    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void aRoundThatThrowsIsOverAndTheNextOneBegins() {
        Vertx vertx = Vertx.vertx();
        try {
            Rounds rounds = new Rounds(vertx, NEVER, () -> {
                if (begun.incrementAndGet() == 1) throw new IllegalStateException("an answer that nobody understands");
                return Future.succeededFuture();
            });
            // Given
            vertx.runOnContext(nothing -> rounds.start());
            Pod.await(() -> begun.get() == 1);
            // When
            vertx.runOnContext(nothing -> rounds.soon());
            // Then
            Pod.await(() -> begun.get() == 2);
            assertThat(begun).hasValue(2);
        } finally {
            vertx.close();
        }
    }
}
