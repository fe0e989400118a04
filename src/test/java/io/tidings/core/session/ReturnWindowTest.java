package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReturnWindowTest {
    private static final int PER_SECOND = 100;
    private static final long LEAST = 3_000;

    private final ReturnWindow window = new ReturnWindow(PER_SECOND, LEAST, new Random(1), 0);

    private static long longest(LongSupplier returns) {
        return LongStream.generate(returns).limit(1_000).max().orElseThrow();
    }

    @Test
    void theFewComeBackWithinTheShortestWindowAtDifferentTimes() {
        // When
        long[] returns =
                LongStream.generate(() -> window.afterLoss(0, 10)).limit(1_000).toArray();
        // Then
        assertThat(LongStream.of(returns)).allMatch(each -> each > LEAST / 10 && each <= LEAST + 1);
        assertThat(LongStream.of(returns).distinct().count()).isGreaterThan(500);
    }

    @Test
    void theWindowIsAsLongAsTheRateNeedsForAllThatMustComeBack() {
        assertThat(longest(() -> window.afterLoss(0, 5_000))).isBetween(49_000L, 50_001L);
    }

    @Test
    void eachWhoIsSentAwayComesBehindThoseBefore() {
        // Given
        for (int i = 0; i < 5_000; i++) window.sendAway(0, 0);
        // When
        long longest = longest(() -> window.sendAway(0, 0));
        // Then
        assertThat(longest).isBetween(54_000L, 60_001L);
    }

    @Test
    void theRateForgetsWhoWasSentAwayAsItLetsThemIn() {
        // Given
        for (int i = 0; i < 5_000; i++) window.sendAway(0, 0);
        // When
        long longest = longest(() -> window.afterLoss(45_000, 0));
        // Then
        assertThat(longest).isBetween(4_900L, 5_001L);
    }

    @Test
    void whoIsStillToBeSentAwayCountsToo() {
        assertThat(window.sendAway(0, 9_999)).isBetween(10_000L, 100_001L);
        assertThat(longest(() -> window.sendAway(0, 9_999))).isGreaterThan(95_000L);
    }
}
