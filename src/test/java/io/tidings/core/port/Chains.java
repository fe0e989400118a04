package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;

/** What makes entries a log. */
final class Chains {
    private Chains() {}

    static Entry last(List<Entry> entries) {
        return entries.get(entries.size() - 1);
    }

    /** Whether a watch of this generation has been answered. */
    static boolean answered(List<String> notices, long generation) {
        return notices.contains("watched " + generation) || notices.contains("watchFailed " + generation);
    }

    /** Each entry names its predecessor and counts one more. */
    static void assertUnbroken(Position before, List<Entry> entries) {
        Position prev = before;
        for (Entry entry : entries) {
            assertThat(entry.prev()).isEqualTo(prev);
            assertThat(entry.id().offset()).isEqualTo(prev.offset() + 1);
            prev = entry.id();
        }
    }
}
