package io.tidings.wire;

import static io.tidings.wire.Sent.ID;
import static io.tidings.wire.Sent.ORDERS;
import static io.tidings.wire.Sent.entry;
import static io.tidings.wire.Sent.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Position;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    @Test
    void aMessageIsWhatIsStoredWithItsTypeChannelAndIdInFront() {
        assertThat(text(MessageWriter.json(
                        ORDERS,
                        entry(
                                ID,
                                "{\"event\":\"shipped\",\"time\":\"2026-11-05T10:00:00.000Z\",\"data\":{\"é\":1.0}}"))))
                .isEqualTo(
                        "{\"type\":\"message\",\"channel\":\"orders.42\",\"id\":\"17-193847561234567\",\"event\":\"shipped\","
                                + "\"time\":\"2026-11-05T10:00:00.000Z\",\"data\":{\"é\":1.0}}");
    }

    @Test
    void aMessageIsWrittenIntoThePlaceThatItsSizeSays() {
        // Given
        var entry = entry(ID, "{\"time\":\"t\",\"data\":1}");
        byte[] whole = MessageWriter.json(ORDERS, entry);
        byte[] into = new byte[whole.length + 5];
        // When
        int end = MessageWriter.write(ORDERS, entry, into, 5);
        // Then
        assertThat(MessageWriter.size(ORDERS, entry)).isEqualTo(whole.length);
        assertThat(end).isEqualTo(into.length);
        assertThat(text(into)).isEqualTo("\0\0\0\0\0" + text(whole));
    }

    @Test
    void everyIdIsWrittenAsThePositionIsTold() {
        for (long seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            Position id = new Position(
                    random.nextLong(Position.MAX_OFFSET + 1) >> random.nextInt(54),
                    1 + (random.nextLong(Position.TAGS - 1) >> random.nextInt(48)));
            assertThat(Jackson.tree(MessageWriter.json(ORDERS, entry(id, "{\"data\":1}")))
                            .get("id")
                            .textValue())
                    .as("seed %d", seed)
                    .isEqualTo(id.toString());
        }
    }

    @Test
    void theLargestPositionHasRoom() {
        // Given
        Position largest = new Position(Position.MAX_OFFSET, Position.TAGS - 1);
        // Then
        assertThat(text(MessageWriter.json(ORDERS, entry(largest, "{\"data\":1}"))))
                .contains("\"9007199254740992-281474976710655\"");
    }
}
