package io.tidings.core.port;

import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.List;

/**
 * A part of a log.
 *
 * @param entries in the order of the log
 * @param head the channel's position, no newer than the entries
 * @param more whether the log has entries after these
 */
public record LogPage(List<Entry> entries, Position head, boolean more) {}
