package io.tidings.core.feed;

import io.tidings.core.port.Lane;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;

/**
 * A lane that listens to feeds. Its methods are called on that lane, for one channel in the order in which the feed posted.
 */
public interface FeedListener {
    Lane lane();

    /**
     * What was appended since the last batch, for all live subscriptions of the channel. To be released, and answered with
     * {@link FeedDirectory#credit}, when it has been written.
     */
    void onBatch(Mark mark, Chunk chunk);

    /** The answer to a join. To be released. */
    void onPage(Page page);

    /** A hole, for all live subscriptions of the channel. */
    void onGap(Mark mark, Gap gap);

    /** The mark is gone, as the ring has overrun it: its live subscriptions join again, each from its own position. */
    void onBehind(Mark mark);

    /** The join was not served in time. */
    void onRefused(Join join, Refusal refusal);
}
