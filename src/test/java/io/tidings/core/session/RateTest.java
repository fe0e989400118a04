package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 5_000_000, -5_000_000})
    void twiceAsManyMayComeAtOnceWhereverTheClockBegan(long now) {
        // Given
        Rate rate = new Rate(10, now);
        // When
        int taken = 0;
        while (rate.take(now)) taken++;
        // Then
        assertThat(taken).isEqualTo(20);
    }

    @Test
    void soManyComeEachSecondAfterwards() {
        // Given
        Rate rate = new Rate(10, 0);
        // When
        int taken = 0;
        for (long now = 0; now <= 10_000; now += 10) if (rate.take(now)) taken++;
        // Then
        assertThat(taken).isBetween(119, 121);
    }

    @Test
    void whatWasNotUsedIsNotSavedForEver() {
        // Given
        Rate rate = new Rate(10, 0);
        for (int i = 0; i < 20; i++) rate.take(0);
        // When
        int taken = 0;
        while (rate.take(3_600_000)) taken++;
        // Then
        assertThat(taken).isEqualTo(20);
    }
}
