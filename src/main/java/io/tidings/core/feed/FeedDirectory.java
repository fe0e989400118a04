package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.core.port.Lanes;
import io.tidings.model.Channel;
import java.util.List;

/** Which lane's feeds own which channel: every other lane speaks to feeds through it. Immutable. */
public final class FeedDirectory {
    private final Lanes lanes;
    private final List<Feeds> feeds;

    /** @param feeds by index of the lane */
    public FeedDirectory(Lanes lanes, List<Feeds> feeds) {
        this.lanes = lanes;
        this.feeds = List.copyOf(feeds);
    }

    private Feeds of(Channel channel) {
        return feeds.get(lanes.ownerIndex(channel));
    }

    /** Asks for a page; answered by {@code onPage} or {@code onRefused} of the join's listener. */
    public void join(Join join) {
        Feeds owner = of(join.channel());
        owner.lane().execute(() -> owner.join(join));
    }

    /** Takes a join back; a page may be on its way already. */
    public void cancel(Join join) {
        Feeds owner = of(join.channel());
        owner.lane().execute(() -> owner.cancel(join));
    }

    /** A subscription that a page registered with this mark is live no more. */
    public void leave(Mark mark, Format format) {
        Feeds owner = of(mark.channel());
        owner.lane().execute(() -> owner.leave(mark, format));
    }

    /** A batch has been written. */
    public void credit(Mark mark) {
        Feeds owner = of(mark.channel());
        owner.lane().execute(() -> owner.credit(mark));
    }
}
