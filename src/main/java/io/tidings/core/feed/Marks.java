package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that listen to one feed. At most one batch is in flight to a lane; when it is answered, all that has come since
 * goes in the next: messages share a flush exactly when there is load. Confined to the feed's lane.
 */
final class Marks {
    private final Feed feed;
    private final FeedContext context;
    /** The lanes are linked through their marks: most feeds have one. */
    private @Nullable Mark first;
    /** Whether this turn's messages are posted when it ends. */
    private boolean gathering;
    /** Null as long as no message of the feed was followed. */
    private @Nullable Deliveries deliveries;

    Marks(Feed feed, FeedContext context) {
        this.feed = feed;
        this.context = context;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Registers one more subscription that has had everything up to the head. */
    Mark register(FeedListener listener, Format format, Ring ring) {
        Mark mark = of(listener);
        if (mark == null) {
            mark = new Mark(feed, listener, ring.end());
            mark.following = first;
            first = mark;
        }
        mark.listen(format);
        return mark;
    }

    private @Nullable Mark of(FeedListener listener) {
        Mark mark = first;
        while (mark != null && mark.listener != listener) mark = mark.following;
        return mark;
    }

    void unregister(Mark mark, Format format) {
        if (!mark.isDropped() && mark.unlisten(format)) drop(mark);
    }

    /** A batch was written: what has come since may go. */
    void credit(Mark mark, Ring ring) {
        if (mark.isDropped()) return;
        mark.inFlight--;
        if (deliveries != null) deliveries.onAnswered(mark);
        post(mark, ring);
    }

    /** Tells, in the end, how long the lanes took for an entry that was just appended. */
    void follow(Entry entry, Ring ring) {
        if (first == null) return;
        if (deliveries == null) deliveries = new Deliveries(feed.channel(), context.telemetry);
        deliveries.begin(entry, ring.end() - 1, first);
    }

    /**
     * Posts what was appended to every lane that has credit: a whole batch at once, less with all else that is appended in this
     * turn of the feed's lane. Publications that arrived together would else make a batch of one, and one of all others.
     */
    void post(Ring ring) {
        boolean some = false;
        for (Mark mark = first; mark != null; mark = mark.following) {
            if (mark.inFlight > 0 || mark.next == ring.end()) continue;
            if (ring.end() - mark.next < context.batch.entries()) some = true;
            else post(mark, ring);
        }
        if (!some || gathering) return;
        gathering = true;
        context.lane.execute(() -> postGathered(ring));
    }

    private void postGathered(Ring ring) {
        gathering = false;
        for (Mark mark = first; mark != null; mark = mark.following) post(mark, ring);
    }

    private void post(Mark mark, Ring ring) {
        if (mark.inFlight > 0 || mark.next == ring.end()) return;
        if (mark.next < ring.start()) behind(mark);
        else postFrom(mark, ring);
    }

    private void postFrom(Mark mark, Ring ring) {
        List<Slot> slots = Slot.page(ring.from(mark.next), context.batch);
        if (deliveries != null) deliveries.onPosted(mark, slots.size());
        Chunk chunk = Chunk.of(slots, mark.formats(), feed.channel(), context.encoder);
        mark.next += slots.size();
        mark.inFlight++;
        mark.listener.lane().execute(() -> mark.listener.onBatch(mark, chunk));
    }

    private void behind(Mark mark) {
        drop(mark);
        mark.listener.lane().execute(() -> mark.listener.onBehind(mark));
    }

    /**
     * Posts a hole to every lane, after all that came before it; a lane that cannot have all of that is behind instead. The
     * ring is still as it was before the hole.
     */
    void gap(Gap gap, Ring ring) {
        for (Mark mark = first; mark != null; mark = mark.following) {
            if (mark.next < ring.start()) {
                behind(mark);
                continue;
            }
            while (mark.next < ring.end()) postFrom(mark, ring);
            tell(mark, gap);
        }
    }

    private static void tell(Mark mark, Gap gap) {
        mark.listener.lane().execute(() -> mark.listener.onGap(mark, gap));
    }

    /** A mark that is dropped still leads to those behind it. */
    private void drop(Mark mark) {
        mark.drop();
        unlink(mark);
        if (deliveries != null) deliveries.onDropped(mark);
    }

    private void unlink(Mark mark) {
        if (first == mark) {
            first = mark.following;
            return;
        }
        Mark before = first;
        while (before != null && before.following != mark) before = before.following;
        if (before != null) before.following = mark.following;
    }

    /** All lanes go on at the end of the ring, whose earlier slots are gone. */
    void skipTo(Ring ring) {
        for (Mark mark = first; mark != null; mark = mark.following) mark.next = ring.end();
    }
}
