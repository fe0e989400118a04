package io.tidings.chaos;

import io.tidings.model.Position;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Redis held of a channel at one time.
 *
 * @param prevs each the position before an entry
 * @param head the channel's position; null when there was none
 */
record LogState(
        Set<Position> ids, Set<Position> prevs, @Nullable Position head) {
    /** Whether one who stands there can go on without a gap, whatever is appended later. */
    boolean isResumable(Position since) {
        return since.equals(head) || ids.contains(since) || prevs.contains(since);
    }
}
