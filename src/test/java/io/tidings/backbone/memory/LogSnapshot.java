package io.tidings.backbone.memory;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a {@link FaultyStore} at one moment.
 *
 * @param entries from the oldest to the newest
 * @param position null when the channel had none
 * @param entriesEnd when the history ends, on the home lane's clock
 */
public record LogSnapshot(
        Channel channel, List<Entry> entries, @Nullable Position position, long entriesEnd) {
    public LogSnapshot {
        entries = List.copyOf(entries);
    }
}
