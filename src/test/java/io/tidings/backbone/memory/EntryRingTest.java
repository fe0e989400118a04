package io.tidings.backbone.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryRingTest {
    private final EntryRing ring = new EntryRing();

    @Test
    void theNewestEntriesStayInOrderHoweverOftenTheRingTurns() {
        for (int offset = 1; offset <= 100; offset++) {
            // When
            ring.append(entry(offset));
            ring.trimTo(7);
            // Then
            int newest = offset;
            assertThat(IntStream.range(0, ring.size())
                            .mapToLong(i -> ring.at(i).id().offset()))
                    .containsExactlyElementsOf(IntStream.rangeClosed(Math.max(1, newest - 6), newest)
                            .asLongStream()
                            .boxed()
                            .toList());
        }
    }

    @Test
    void anOffsetIsFoundInALogWithHoles() {
        // Given
        for (long offset : new long[] {3, 4, 9, 20}) ring.append(entry(offset));
        // When, Then
        assertThat(ring.indexFrom(0)).isZero();
        assertThat(ring.indexFrom(4)).isEqualTo(1);
        assertThat(ring.indexFrom(5)).isEqualTo(2);
        assertThat(ring.indexFrom(20)).isEqualTo(3);
        assertThat(ring.indexFrom(21)).isEqualTo(4);
    }

    @Test
    void anEmptyRingGrowsAgain() {
        // Given
        ring.append(entry(1));
        ring.trimTo(0);
        // When
        ring.append(entry(2));
        // Then
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.at(0)).isEqualTo(entry(2));
        assertThatThrownBy(() -> ring.at(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Entry entry(long offset) {
        return new Entry(
                new Position(offset, offset),
                new Position(offset - 1, Math.max(1, offset - 1)),
                new Message(new byte[0]));
    }
}
