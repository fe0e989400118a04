package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import org.junit.jupiter.api.Test;

class CensusTest {
    private final Census census = new Census(SessionBench.SETTINGS);

    @Test
    void thePodTakesSoManySessionsAndNoMore() {
        // Given
        for (int i = 0; i < 5; i++) census.enter();
        // When, Then
        assertRefused(census::enter, Failure.OVERLOADED);
        assertThat(census.size()).isEqualTo(5);
        census.leave();
        census.enter();
        assertRefused(census::enter, Failure.OVERLOADED);
    }

    @Test
    void aSubjectTakesSoManySessionsAndNoMore() {
        // Given
        census.enter("alice");
        census.enter("alice");
        // When, Then
        assertRefused(() -> census.enter("alice"), Failure.TOO_MANY_SESSIONS);
        census.enter("bob");
        census.leave("alice");
        census.enter("alice");
        assertRefused(() -> census.enter("alice"), Failure.TOO_MANY_SESSIONS);
    }

    @Test
    void aSubjectThatHasLeftIsForgotten() {
        // Given
        census.enter("alice");
        census.leave("alice");
        // When
        census.leave("alice");
        // Then
        census.enter("alice");
        census.enter("alice");
        assertRefused(() -> census.enter("alice"), Failure.TOO_MANY_SESSIONS);
    }

    @Test
    void itIsEmptyWhenNobodyIsCountedInAnyWay() {
        // Given
        census.enter();
        census.enterUnknown();
        census.enter("alice");
        // When
        census.leave();
        census.leaveUnknown();
        // Then
        assertThat(census.isEmpty()).isFalse();
        census.leave("alice");
        assertThat(census.isEmpty()).isTrue();
    }

    private static void assertRefused(Runnable action, Failure failure) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(failure));
    }
}
