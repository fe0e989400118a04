package io.tidings.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    @Test
    void theEventIsReadFromTheFront() {
        assertThat(message("{\"event\":\"shipped\",\"time\":\"t\",\"data\":1}").event())
                .isEqualTo("shipped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"t\",\"data\":1}",
                "{\"time\":\"t\",\"data\":{\"event\":\"no\"}}",
                "{\"event\"",
                "{\"event\":\"",
                "{\"event\":\"cut",
                "{}",
                ""
            })
    void aMessageWithoutAnEventHasNone(String json) {
        assertThat(message(json).event()).isNull();
    }

    @Test
    void messagesAreEqualWhenTheirBytesAre() {
        assertThat(message("{\"data\":1}"))
                .isEqualTo(message("{\"data\":1}"))
                .hasSameHashCodeAs(message("{\"data\":1}"));
        assertThat(message("{\"data\":1}"))
                .isNotEqualTo(message("{\"data\":2}"))
                .isNotEqualTo(null);
        assertThat(message("{\"data\":\"é\"}")).hasToString("{\"data\":\"é\"}");
    }

    private static Message message(String json) {
        return new Message(json.getBytes(UTF_8));
    }
}
