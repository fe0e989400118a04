package io.tidings.core.feed;

import io.tidings.core.port.Lane;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed's way from what it knows to the end of the log: one read in flight, repeated with back-off until the log has been
 * read to its end and what was held meanwhile chains. Confined to the feed's lane.
 */
final class Reading {
    private final Feed feed;
    private final FeedContext context;
    private final Held held = new Held();
    private int attempt;
    private boolean suspicious;
    /** Whether the last page had room for the head's own entry alone, so that the next begins behind it. */
    private boolean behindHead;

    private boolean ended;
    private Lane.@Nullable Timer backOff;

    Reading(Feed feed, FeedContext context) {
        this.feed = feed;
        this.context = context;
    }

    void hold(Entry entry) {
        held.add(entry);
    }

    /** Reads on from the head, or asks for the channel's position where there is none. */
    void read() {
        held.readStarts();
        if (feed.hasRing()) {
            long from = feed.ring().head().offset() + (behindHead ? 1 : 0);
            Reply<LogPage> reply = Reply.of(this::onPage, refusal -> onFailed());
            context.backbone.read(feed.channel(), from, context.settings.pageBounds(), context.lane, reply);
        } else {
            Reply<Position> reply = Reply.of(this::onPosition, refusal -> onFailed());
            context.backbone.position(feed.channel(), context.lane, reply);
        }
    }

    private void onFailed() {
        if (ended) return;
        backOff =
                context.lane.schedule(context.backOff(attempt++, feed.channel().hashCode()), this::read);
    }

    private void onPosition(Position position) {
        if (ended) return;
        feed.open(position);
        settle(false);
    }

    private void onPage(LogPage page) {
        if (ended) return;
        attempt = 0;
        Position head = feed.ring().head();
        Resume resume = Resume.of(head, page);
        if (resume instanceof Resume.Broken broken) {
            if (!suspicious) {
                suspicious = true;
                read();
                return;
            }
            resume = broken.otherwise();
        }
        suspicious = false;
        List<Entry> rest = resume instanceof Resume.Gap gap ? bridge(head, gap) : ((Resume.Complete) resume).missed();
        rest.forEach(feed::append);
        boolean more = rest.isEmpty() ? page.more() && !behindHead : !reachesEnd(rest, page);
        behindHead = page.more() && rest.isEmpty();
        settle(more);
    }

    /** Tells the hole, made smaller by held messages that lead to where it ends: they are surely new. */
    private List<Entry> bridge(Position head, Resume.Gap gap) {
        List<Entry> bridge = held.takeChain(head, gap.after());
        Position after = bridge.isEmpty() ? gap.after() : bridge.get(0).prev();
        if (!after.equals(head)) feed.gap(new Gap(gap.reason(), head, after));
        bridge.forEach(feed::append);
        return gap.rest();
    }

    /** Not where the chain breaks inside the page, nor where the log ends below its head: both need another look. */
    private static boolean reachesEnd(List<Entry> rest, LogPage page) {
        return rest.get(rest.size() - 1).id().equals(page.end());
    }

    private void settle(boolean more) {
        for (Entry next = held.takeAfter(feed.ring().head());
                next != null;
                next = held.takeAfter(feed.ring().head())) feed.append(next);
        feed.post();
        if (!more) held.dropKnown(feed.ring());
        if (more || held.needsRead()) read();
        else feed.onReadDone();
    }

    /** The feed has left its state: replies that are still to come are void. */
    void end() {
        ended = true;
        if (backOff != null) backOff.cancel();
    }
}
