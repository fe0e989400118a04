package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldTest {
    private final Held held = new Held();
    private final WrittenLog log = new WrittenLog();
    private final Position birth = log.head();

    @Test
    void theMessageThatFollowsIsTakenOnce() {
        // Given
        List<Entry> entries = log.append(2, 1);
        entries.forEach(held::add);
        // When, Then
        assertThat(held.takeAfter(birth)).isSameAs(entries.get(0));
        assertThat(held.takeAfter(birth)).isNull();
        assertThat(held.takeAfter(entries.get(0).id())).isSameAs(entries.get(1));
        assertThat(held.needsRead()).isFalse();
    }

    @Test
    void oneTooManyDropsThemAllAndOnlyTheLogCanTell() {
        // Given
        List<Entry> entries = log.append(Held.MAX_ENTRIES, 1);
        entries.forEach(held::add);
        assertThat(held.takeAfter(birth)).isNotNull();
        held.add(log.append());
        // When
        held.add(log.append());
        // Then
        assertThat(held.takeAfter(entries.get(0).id())).isNull();
        assertThat(held.needsRead()).isTrue();
        held.readStarts();
        assertThat(held.needsRead()).isFalse();
    }

    @Test
    void oneByteTooManyDropsThemAll() {
        // Given
        for (int i = 0; i < 8; i++) held.add(log.append((1 << 17) - 96));
        Position last = log.head();
        assertThat(held.needsRead()).isTrue();
        // When
        held.add(log.append(0));
        // Then
        held.add(log.append(1));
        assertThat(held.takeAfter(birth)).isNull();
        assertThat(held.takeAfter(last)).isNull();
        assertThat(held.needsRead()).isTrue();
    }

    @Test
    void whatWasTakenOrDroppedMakesRoom() {
        // Given
        for (int i = 0; i < 40; i++) {
            Position before = log.head();
            held.add(log.append((1 << 19) - 96));
            assertThat(held.takeAfter(before)).isNotNull();
        }
        // When
        Ring ring = new Ring(log.head());
        held.add(log.append((1 << 20) - 96));
        held.readStarts();
        held.dropKnown(ring);
        // Then
        Entry next = log.append((1 << 20) - 96);
        held.add(next);
        assertThat(held.takeAfter(next.prev())).isSameAs(next);
    }

    @Test
    void theChainThatLeadsToAPositionIsTakenAsFarBackAsItGoes() {
        // Given
        List<Entry> entries = log.append(5, 1);
        held.add(entries.get(4));
        held.add(entries.get(1));
        held.add(entries.get(2));
        held.add(entries.get(3));
        // When, Then
        assertThat(held.takeChain(birth, entries.get(3).id())).isEqualTo(entries.subList(1, 4));
        assertThat(held.takeAfter(entries.get(3).id())).isSameAs(entries.get(4));
    }

    @Test
    void theChainEndsAtTheHead() {
        // Given
        List<Entry> entries = log.append(3, 1);
        entries.forEach(held::add);
        // When, Then
        assertThat(held.takeChain(entries.get(0).id(), entries.get(2).id())).isEqualTo(entries.subList(1, 3));
    }

    @Test
    void theChainIsFoundHoweverTheMessagesCame() {
        // Given
        List<Entry> entries = log.append(4, 1);
        for (int i = 3; i >= 0; i--) held.add(entries.get(i));
        // When, Then
        assertThat(held.takeChain(birth, entries.get(3).id())).isEqualTo(entries);
    }

    @Test
    void whatCameBeforeTheReadIsDroppedAsTheLogHasDecidedAgainstIt() {
        // Given
        Entry before = log.append();
        log.append();
        Entry after = log.append();
        held.add(before);
        held.readStarts();
        held.add(after);
        // When
        held.dropKnown(new Ring(new WrittenLog().head()));
        // Then
        assertThat(held.takeAfter(before.prev())).isNull();
        assertThat(held.takeAfter(after.prev())).isSameAs(after);
    }

    @Test
    void whatTheRingHasIsDropped() {
        // Given
        held.readStarts();
        Ring ring = new Ring(birth);
        Entry entry = log.append();
        ring.append(new Slot(entry));
        held.add(entry);
        // When
        held.dropKnown(ring);
        // Then
        assertThat(held.needsRead()).isFalse();
    }
}
