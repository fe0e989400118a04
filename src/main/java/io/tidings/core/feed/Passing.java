package io.tidings.core.feed;

import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at the log of a channel that has no feed, for a short poll: starts none. Confined to the channel's lane. */
final class Passing {
    private final Join join;
    private final FeedContext context;

    Passing(Join join, FeedContext context) {
        this.join = join;
        this.context = context;
    }

    void serve() {
        Reply<Position> reply = Reply.of(this::onPosition, this::onFailed);
        context.backbone.position(join.channel(), context.lane, reply);
    }

    private void onPosition(Position head) {
        if (join.since() instanceof Since.Latest) post(head, null, List.of(), false);
        else read(head);
    }

    private void read(Position head) {
        long from = join.fromOffset(head);
        Reply<LogPage> reply = Reply.of(page -> onPage(head, from, page), this::onFailed);
        context.backbone.read(join.channel(), from, context.settings.pageBounds(), context.lane, reply);
    }

    private void onPage(Position head, long from, LogPage page) {
        Replay replay = new Replay(from, page);
        if (replay.isCutBehind(join)) {
            join.ownSeen = true;
            read(head);
            return;
        }
        Replay.Answer answer = replay.fresh(join, head);
        if (answer == null) {
            join.fruitless++;
            read(head);
            return;
        }
        List<Slot> slots = Slot.page(answer.slots(), join.bounds());
        boolean more = page.more() || !slots.isEmpty() && !answer.end().equals(replay.end());
        post(
                answer.start(),
                answer.gap(),
                slots,
                more || slots.size() < answer.slots().size());
        replay.release();
    }

    private void post(Position start, @Nullable Gap gap, List<Slot> slots, boolean more) {
        if (gap != null) context.telemetry.gap(gap.reason());
        Chunk chunk = Chunk.of(slots, Joins.bit(join.format()), join.channel(), context.encoder);
        Page page = new Page(join, start, gap, chunk, null, more);
        join.listener().lane().execute(() -> join.listener().onPage(page));
    }

    private void onFailed(Refusal refusal) {
        Joins.refuse(join, refusal);
    }
}
