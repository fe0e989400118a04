package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Format;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    private final WrittenLog log = new WrittenLog(7);
    private final Position base = log.head();
    private final Ring ring = new Ring(base);

    private List<Entry> append(int count) {
        List<Entry> entries = log.append(count, 4);
        entries.forEach(entry -> ring.append(new Slot(entry)));
        return entries;
    }

    @Test
    void anEmptyRingIsAtItsBase() {
        assertThat(ring.head()).isEqualTo(base);
        assertThat(ring.contains(base)).isTrue();
        assertThat(ring.sequenceAfter(base)).isEqualTo(ring.end());
        assertThat(ring.before(ring.end())).isEqualTo(base);
        assertThat(ring.from(ring.end())).isEmpty();
    }

    @Test
    void slotsAreFoundByPositionWhileTheRingGrowsAndEvicts() {
        // Given
        List<Entry> entries = append(50);
        for (int i = 0; i < 20; i++) ring.evict();
        List<Entry> more = append(30);
        // Then
        assertThat(ring.size()).isEqualTo(60);
        assertThat(ring.start()).isEqualTo(20);
        assertThat(ring.end()).isEqualTo(80);
        assertThat(ring.head()).isEqualTo(more.get(29).id());
        assertThat(ring.sequenceAfter(entries.get(19).id())).isEqualTo(20);
        assertThat(ring.sequenceAfter(entries.get(49).id())).isEqualTo(50);
        assertThat(ring.from(49).get(0).entry).isSameAs(entries.get(49));
        assertThat(ring.from(20).stream().map(slot -> slot.entry))
                .startsWith(entries.get(20))
                .endsWith(more.get(29));
    }

    @Test
    void whatIsBehindTheBaseOrOfAnotherLogIsUnknown() {
        // Given
        List<Entry> entries = append(4);
        ring.evict();
        ring.evict();
        // Then
        assertThat(ring.contains(entries.get(0).id())).isFalse();
        assertThat(ring.contains(entries.get(1).id())).isTrue();
        assertThat(ring.contains(new Position(entries.get(3).id().offset(), 1L << 40)))
                .isFalse();
        assertThat(ring.contains(new Position(1_000, 1))).isFalse();
        assertThat(ring.before(2)).isEqualTo(entries.get(1).id());
    }

    @Test
    void anEntryThatDoesNotChainIsABug() {
        // Given
        log.append();
        Entry ahead = log.append();
        // When, Then
        assertThatThrownBy(() -> ring.append(new Slot(ahead))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEvictedRingKeepsItsHead() {
        // Given
        Entry last = append(3).get(2);
        // When
        for (int i = 0; i < 3; i++) ring.evict();
        // Then
        assertThat(ring.head()).isEqualTo(last.id());
        assertThat(ring.bytes()).isZero();
        assertThat(append(1)).hasSize(1);
    }

    @Test
    void aResetRingGoesOnElsewhereWithNewSequences() {
        // Given
        append(3);
        WrittenLog other = new WrittenLog(100);
        // When
        ring.reset(other.head());
        // Then
        assertThat(ring.head()).isEqualTo(other.head());
        assertThat(ring.start()).isEqualTo(3);
        ring.append(new Slot(other.append()));
        assertThat(ring.end()).isEqualTo(4);
    }

    @Test
    void anEvictedSlotGivesBackItsFrames() {
        // Given
        CountingFrames frames = new CountingFrames();
        append(2);
        for (Slot slot : ring.from(0)) {
            slot.frame(Format.TEXT, new Channel("a"), frames);
            slot.frame(Format.TEXT, new Channel("a"), frames);
            slot.frame(Format.EVENT, new Channel("a"), frames);
        }
        assertThat(frames.held()).hasSize(4);
        // When
        ring.evict();
        // Then
        assertThat(frames.held()).hasSize(2);
        ring.reset(base);
        assertThat(frames.held()).isEmpty();
    }
}
