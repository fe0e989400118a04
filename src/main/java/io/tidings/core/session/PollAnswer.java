package io.tidings.core.session;

import io.tidings.core.port.Frame;
import java.util.List;

/**
 * The answer to a poll.
 *
 * @param items messages and gaps, in order per channel, in the format JSON; the receiver releases them
 * @param cursor where the next poll goes on
 */
public record PollAnswer(List<Frame> items, String cursor) {}
