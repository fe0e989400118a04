package io.tidings.core.session;

import io.tidings.core.fanout.Subscription;
import io.tidings.core.port.Frame;
import io.tidings.model.Position;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a poll has gathered of one channel. Confined to its session's lane. */
final class PollShare {
    final Subscription subscription;
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private @Nullable Position taken;
    private int bytes;
    private boolean settled;

    private record Item(Frame frame, Position after) {}

    PollShare(Subscription subscription) {
        this.subscription = subscription;
    }

    void positioned(Position position) {
        taken = position;
    }

    /** Where the channel stands in the cursor; null before the first page. */
    @Nullable
    Position position() {
        return taken;
    }

    /** Keeps an item, whose reference becomes this share's own. @param after where the channel stands once it is taken */
    void add(Frame frame, Position after) {
        items.add(new Item(frame, after));
        bytes += frame.size();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int size() {
        return items.size();
    }

    int bytes() {
        return bytes;
    }

    /** Nothing more is to be had now. */
    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** Bytes of the item that is next; there must be one. */
    int nextSize() {
        return items.getFirst().frame().size();
    }

    /** Takes the next item; the caller releases it. */
    Frame take() {
        Item item = items.removeFirst();
        taken = item.after();
        return item.frame();
    }

    void release() {
        for (Item item : items) item.frame().release();
        items.clear();
    }
}
