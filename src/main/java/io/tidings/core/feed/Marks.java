package io.tidings.core.feed;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.model.Gap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that listen to one feed. At most one batch is in flight to a lane; when it is answered, all that has come since
 * goes in the next: messages share a flush exactly when there is load. Confined to the feed's lane.
 */
final class Marks {
    private final Feed feed;
    private final FeedContext context;
    private final Backbone.Bounds batch;
    private final List<Mark> marks = new ArrayList<>(1);

    Marks(Feed feed, FeedContext context) {
        this.feed = feed;
        this.context = context;
        this.batch = new Backbone.Bounds(
                context.settings.batchEntries(), context.settings.pageBounds().bytes());
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** Registers one more subscription that has had everything up to the head. */
    Mark register(FeedListener listener, Format format, Ring ring) {
        Mark mark = of(listener);
        if (mark == null) {
            mark = new Mark(feed, listener, ring.end());
            marks.add(mark);
        }
        mark.listen(format);
        return mark;
    }

    private @Nullable Mark of(FeedListener listener) {
        for (Mark mark : marks) if (mark.listener == listener) return mark;
        return null;
    }

    void unregister(Mark mark, Format format) {
        if (!mark.isDropped() && mark.unlisten(format)) drop(mark);
    }

    /** A batch was written: what has come since may go. */
    void credit(Mark mark, Ring ring) {
        if (mark.isDropped()) return;
        mark.inFlight--;
        post(mark, ring);
    }

    /** Posts what was appended to every lane that has credit. */
    void post(Ring ring) {
        for (int i = marks.size() - 1; i >= 0; i--) post(marks.get(i), ring);
    }

    private void post(Mark mark, Ring ring) {
        if (mark.inFlight > 0 || mark.next == ring.end()) return;
        if (mark.next < ring.start()) behind(mark);
        else postFrom(mark, ring);
    }

    private void postFrom(Mark mark, Ring ring) {
        List<Slot> slots = Slot.page(ring.from(mark.next), batch);
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
        for (int i = marks.size() - 1; i >= 0; i--) {
            Mark mark = marks.get(i);
            if (mark.next < ring.start()) {
                behind(mark);
                continue;
            }
            while (mark.next < ring.end()) postFrom(mark, ring);
            mark.listener.lane().execute(() -> mark.listener.onGap(mark, gap));
        }
    }

    private void drop(Mark mark) {
        mark.drop();
        marks.remove(mark);
    }

    /** All lanes go on at the end of the ring, whose earlier slots are gone. */
    void skipTo(Ring ring) {
        for (Mark mark : marks) mark.next = ring.end();
    }
}
