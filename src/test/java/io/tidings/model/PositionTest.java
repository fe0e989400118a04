package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"0-1", "17-193847561234567", "9007199254740992-281474976710655"})
    void aPositionIsAnOffsetAndATag(String text) {
        assertThat(Position.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "0-0",
                "1-0",
                "-1-1",
                "1--1",
                "1-2-3",
                "01-1",
                "1-01",
                "+1-1",
                " 1-1",
                "1-1 ",
                "1-x",
                "٣-1",
                "9007199254740993-1",
                "1-281474976710656",
                "18446744073709551617-1",
                "1-18446744073709551617",
                "1_1",
                "0x1-1"
            })
    void aPositionOfAnythingElseIsRefused(String text) {
        // When
        Refusal refusal = Refused.by(() -> Position.parse(text));
        // Then
        assertThat(refusal.failure()).isEqualTo(Failure.MALFORMED);
        assertThat(refusal.detail()).contains(Quoted.of(text)).contains("17-193847561234567");
    }

    @Test
    void aPositionThatOurOwnCodeMakesWronglyIsABug() {
        assertThatThrownBy(() -> new Position(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(Position.MAX_OFFSET + 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(1, Position.TAGS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPositionIsReadAsItWasWritten() {
        for (long seed = 0; seed < 10_000; seed++) {
            Position position = random(new Random(seed));
            assertThat(Position.parse(position.toString())).as("seed %d", seed).isEqualTo(position);
        }
    }

    /** Any position, small and large numbers alike. */
    static Position random(Random random) {
        long offset = random.nextLong(Position.MAX_OFFSET + 1) >> random.nextInt(53);
        return new Position(offset, 1 + (random.nextLong(Position.TAGS - 1) >> random.nextInt(48)));
    }
}
