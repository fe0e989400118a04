package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Position;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final long END = 10_000_000_000L;
    private static final Position START = new Position(0, 1);
    private static final LogState EMPTY = new LogState(Set.of(), Set.of(), START);

    private static Loss loss(long changes) {
        return new Loss("fail-over", 0, END, changes, EMPTY);
    }

    private static Fact fact(long nanos) {
        return new Fact(1, new Position(1, 2), START, 1, nanos);
    }

    @Test
    void whatAReplacedPrimaryTookUntilAllHadLeftItIsRemoved() {
        assertThat(loss(1).removed(fact(END + Loss.LEAVING))).isTrue();
        assertThat(loss(1).removed(fact(END + Loss.LEAVING + 1))).isFalse();
    }

    @Test
    void whereThePrimaryStayedNothingIsRemovedAfterTheFault() {
        assertThat(loss(0).removed(fact(END))).isTrue();
        assertThat(loss(0).removed(fact(END + 1))).isFalse();
    }
}
