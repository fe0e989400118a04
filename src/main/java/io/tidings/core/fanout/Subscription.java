package io.tidings.core.fanout;

import io.tidings.core.feed.Join;
import io.tidings.core.feed.Mark;
import io.tidings.core.feed.Page;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import org.jspecify.annotations.Nullable;

/**
 * One session's interest in one channel. Confined to its session's lane.
 *
 * <p>INVARIANT: an entry is delivered if and only if its {@code prev} is this subscription's position. So no interleaving of
 * pages, slices and batches can lose or double a message.
 */
public final class Subscription {
    private final Channel channel;
    private final Receiver receiver;
    private final Fanout fanout;
    private final Format format;
    private final Join.Kind nextKind;
    private @Nullable Position position;
    private @Nullable Join join;
    private @Nullable Mark mark;
    private boolean wantsMore;
    private boolean left;

    /** Where this stands among the live ones of its channel and lane; kept by {@link Listeners}. */
    int index = -1;

    Subscription(Channel channel, Receiver receiver, Fanout fanout, Format format, Join.Kind kind) {
        this.channel = channel;
        this.receiver = receiver;
        this.fanout = fanout;
        this.format = format;
        this.nextKind = kind == Join.Kind.PASSING ? kind : Join.Kind.AGAIN;
    }

    public Channel channel() {
        return channel;
    }

    Format format() {
        return format;
    }

    Receiver receiver() {
        return receiver;
    }

    @Nullable
    Mark mark() {
        return mark;
    }

    /** The last position that was delivered or told; null before the first page. */
    public @Nullable Position position() {
        return position;
    }

    public boolean isLive() {
        return mark != null;
    }

    void join(Since since, Join.Kind kind, Backbone.Bounds bounds) {
        join = new Join(
                channel,
                fanout,
                this,
                format,
                since,
                bounds,
                kind,
                fanout.lane().now());
        fanout.directory().join(join);
    }

    /** Whether a page answers what this subscription waits for. */
    boolean awaits(Join answered) {
        return !left && join == answered;
    }

    void onPage(Page page) {
        join = null;
        Gap gap = page.gap();
        if (position == null) {
            // Before the hole is told, the subscriber is where it came from: it may go away before it hears of it.
            position = gap == null ? page.start() : gap.since();
            receiver.onPositioned(this);
        }
        if (gap != null) tellGap(gap);
        Frame[] frames = page.chunk().frames(format);
        for (int i = 0; i < page.chunk().size() && frames != null && !left; i++)
            accept(page.chunk().entry(i), frames[i]);
    }

    /** The stream goes on behind a hole. */
    void tellGap(Gap gap) {
        position = gap.id();
        receiver.onGap(this, gap);
    }

    /** Live from here on. */
    void toLive(Mark registered) {
        mark = registered;
        receiver.onLive(this);
    }

    /** There is more to be had; asks for it when the receiver can take it. */
    void onMore() {
        wantsMore = true;
        pull();
    }

    /** Asks for the next page when one is wanted and the receiver is hungry. */
    public void pull() {
        if (!wantsMore || left || position == null || !receiver.isHungry(this)) return;
        wantsMore = false;
        join(new Since.At(position), nextKind, fanout.pageBounds());
    }

    /**
     * Delivers an entry that follows, drops one that has passed.
     *
     * @return false when the entry lies ahead, or on another branch: the subscription must join again from where it is
     */
    boolean accept(Entry entry, @Nullable Frame frame) {
        Position at = position;
        if (entry.prev().equals(at) && frame != null) {
            position = entry.id();
            receiver.onEntry(this, entry, frame);
            return true;
        }
        return at != null && (entry.id().offset() < at.offset() || entry.id().equals(at));
    }

    /** Not live any more, and to be caught up from where it is. */
    void toBehind() {
        mark = null;
        onMore();
    }

    /** Ends the interest; nothing is delivered afterwards. */
    void leave() {
        left = true;
        if (join != null) fanout.directory().cancel(join);
        if (mark != null) fanout.directory().leave(mark, format);
        join = null;
        mark = null;
    }

    /** The receiver has thrown, by a bug of ours or at the end of memory, and perhaps lacks what was delivered: it hears of the end. */
    void onFault(Throwable fault) {
        try {
            fanout.leave(this);
            receiver.onRefused(this, new Refusal(Failure.INTERNAL));
        } catch (RuntimeException | Error again) {
            fault.addSuppressed(again);
        }
    }

    boolean hasLeft() {
        return left;
    }
}
