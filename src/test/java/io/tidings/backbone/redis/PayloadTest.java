package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static List<Entry> entries(String payload) {
        return Payload.entries(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void entriesComeOneBehindTheOtherWhateverTheirMessagesHold() {
        // When
        List<Entry> entries = entries("1-7 0-5 3 1\n22-8 1-7 0 3-9 2-8 4 \u00e9\"x");
        // Then
        assertThat(entries)
                .extracting(entry -> entry.id() + " " + entry.prev() + " " + entry.message())
                .containsExactly("1-7 0-5 1\n2", "2-8 1-7 ", "3-9 2-8 \u00e9\"x");
    }

    @Test
    void whatStandsBehindALengthIsOfLaterVersionsAndPassedOver() {
        // When
        List<Entry> entries = entries("1-7 0-5 3,t=00-4b-01,u=1 1\n22-8 1-7 1, x3-9 2-8 0,y ");
        // Then
        assertThat(entries)
                .extracting(entry -> entry.id() + " " + entry.prev() + " " + entry.message())
                .containsExactly("1-7 0-5 1\n2", "2-8 1-7 x", "3-9 2-8 ");
    }

    @Test
    void theTraceOfAMessageStandsBehindItsLength() {
        // When
        List<Entry> entries = entries("1-7 0-5 1,u=1,t=00-4b-01 x2-8 1-7 1,u=t=2 y3-9 2-8 0 ");
        // Then
        assertThat(entries).extracting(Entry::trace).containsExactly("00-4b-01", null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "1-2",
                "1-2 3",
                "1-2 0-1 x",
                "1-2 0-1 2 x",
                "1-2 0-1 1 xy",
                "1-2 0-1 -1 x",
                "1-0 0-1 1 x",
                "1-2 0-1  x",
                "1-2 0-1 ,t x",
                "1-2 0-1 1,t=x",
                "1-2, 0-1 1 x",
                "1-2 0-1 99999999999999999 x"
            })
    void whatIsNoneOfOursIsRefusedAsAWhole(String foreign) {
        assertThatThrownBy(() -> entries(foreign)).isInstanceOf(IllegalArgumentException.class);
    }
}
