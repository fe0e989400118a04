package io.tidings.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.WrittenLog;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resuming, against one who knows every message that ever was and which followed which. */
class ResumeOracleTest {
    private static final int STEPS = 4_000;

    private final Map<Position, Entry> known = new HashMap<>();
    private final List<Position> seen = new ArrayList<>();
    private final WrittenLog log = new WrittenLog();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neitherAHoleNorADoubleNorAFalseCaughtUp(long seed) {
        Random random = new Random(seed);
        seen.add(log.head());
        for (int step = 0; step < STEPS; step++) {
            change(random);
            Position since = seen.get(random.nextInt(seen.size()));
            check(since, new Backbone.Bounds(1 + random.nextInt(20), Integer.MAX_VALUE));
        }
    }

    private void change(Random random) {
        switch (random.nextInt(12)) {
            case 0 -> log.trimTo(random.nextInt(10));
            case 1 -> log.restore(Math.max(0, log.head().offset() - random.nextInt(12)));
            case 2 -> log.expire();
            case 3 -> {
                if (!log.entries().isEmpty()) log.deleteLast();
            }
            default -> {
                Entry entry = log.append();
                known.put(entry.id(), entry);
            }
        }
        seen.add(log.head());
        if (seen.size() > 30) seen.remove(random.nextInt(seen.size()));
    }

    private void check(Position since, Backbone.Bounds bounds) {
        LogPage page = log.page(since.offset(), bounds);
        Resume resume = Resume.of(since, page);
        if (resume instanceof Resume.Broken broken) resume = broken.otherwise();
        List<Entry> missed = missed(since);
        if (resume instanceof Resume.Complete complete) {
            Objects.requireNonNull(missed, "a false caught up");
            assertThat(complete.missed())
                    .isEqualTo(missed.subList(0, complete.missed().size()));
            if (!page.more()) assertThat(complete.missed()).hasSize(thereOf(missed));
            if (!page.more() && complete.missed().isEmpty()) assertThat(missed).isEmpty();
        } else {
            Resume.Gap gap = (Resume.Gap) resume;
            assertThat(missed == null || !log.entries().containsAll(missed)).isTrue();
            List<Entry> rest = Objects.requireNonNull(missed(gap.after()), "the stream goes on nowhere");
            assertThat(gap.rest()).isEqualTo(rest.subList(0, gap.rest().size()));
        }
    }

    /** How many messages the log has up to the first that it has lost. */
    private int thereOf(List<Entry> missed) {
        int there = 0;
        while (there < missed.size() && log.entries().contains(missed.get(there))) there++;
        return there;
    }

    /** What truly follows a position up to the head; null when the position is not in the head's past. */
    private @Nullable List<Entry> missed(Position since) {
        ArrayList<Entry> missed = new ArrayList<>();
        Position at = log.head();
        while (!at.equals(since)) {
            Entry entry = known.get(at);
            if (entry == null) return null;
            missed.add(0, entry);
            at = entry.prev();
        }
        return missed;
    }
}
