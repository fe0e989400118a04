package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    @Test
    void aSubscriberStartsAtTheEarliestTheLatestTheLastFewOrAPosition() {
        assertThat(Since.parse("earliest")).isEqualTo(Since.EARLIEST);
        assertThat(Since.parse("latest")).isEqualTo(Since.LATEST);
        assertThat(Since.parse("last:1")).isEqualTo(new Since.Last(1));
        assertThat(Since.parse("last:10000")).isEqualTo(new Since.Last(10_000));
        assertThat(Since.parse("17-42")).isEqualTo(new Since.At(new Position(17, 42)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"last:", "last:0", "last:10001", "last:-1", "last:1 ", "last:99999999999", "last:x", "last:٣"})
    void theLastFewAreOneToTenThousand(String text) {
        assertThat(Refused.by(() -> Since.parse(text)).detail()).contains("last:N with N from 1 to 10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Earliest", "newest", "last", "17", "c1.AA"})
    void anythingElseIsRefusedAndTheChoicesAreNamed(String text) {
        // When
        Refusal refusal = Refused.by(() -> Since.parse(text));
        // Then
        assertThat(refusal.failure()).isEqualTo(Failure.MALFORMED);
        assertThat(refusal.detail()).contains(Quoted.of(text)).contains("earliest, latest, last:N or a position");
    }

    @Test
    void aCountThatOurOwnCodeMakesWronglyIsABug() {
        assertThatThrownBy(() -> new Since.Last(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Since.Last(10_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
