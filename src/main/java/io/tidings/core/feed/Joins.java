package io.tidings.core.feed;

import io.tidings.core.port.Format;
import io.tidings.core.port.Lane;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The joins of one feed. Those that the ring cannot serve wait for a read of the log, one in flight, from the smallest
 * offset that waits: a thousand sessions that come back at once cost one read a page. Confined to the feed's lane.
 */
final class Joins {
    /** Reads without an answer after which a join is told that its position is lost. */
    private static final int MOST_FRUITLESS = 3;
    /** Reads elsewhere in the log after which a join is read for. */
    private static final int MOST_PASSED_OVER = 4;

    private final Feed feed;
    private final FeedContext context;
    /** Immutable when empty: of most feeds nobody waits. */
    private List<Join> waiting = List.of();

    /** Null until something was read. */
    private @Nullable Replays replays;

    private boolean reading;
    private int reads;
    private int attempt;
    private Lane.@Nullable Timer deadlineTimer;

    Joins(Feed feed, FeedContext context) {
        this.feed = feed;
        this.context = context;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets a join wait until the feed is live. */
    void await(Join join) {
        if (waiting.isEmpty()) waiting = new ArrayList<>(1);
        waiting.add(join);
        join.readsBefore = reads;
        if (join.kind() == Join.Kind.AGAIN) return;
        join.deadline = context.lane.now() + context.settings.joinMillis();
        if (deadlineTimer == null)
            deadlineTimer = context.lane.schedule(context.settings.joinMillis(), this::onDeadline);
    }

    boolean cancel(Join join) {
        return endWait(join::equals);
    }

    /** Those who wait no longer. @return whether there were any */
    private boolean endWait(Predicate<Join> which) {
        boolean some = !waiting.isEmpty() && waiting.removeIf(which);
        if (waiting.isEmpty()) waiting = List.of();
        return some;
    }

    private void onDeadline() {
        deadlineTimer = null;
        long now = context.lane.now();
        endWait(join -> {
            if (join.deadline > now) return false;
            refuse(join, new Refusal(Failure.BACKBONE_AWAY, "the log of " + join.channel() + " cannot be read now"));
            return true;
        });
        long next = waiting.stream().mapToLong(join -> join.deadline).min().orElse(Long.MAX_VALUE);
        if (next != Long.MAX_VALUE) deadlineTimer = context.lane.schedule(next - now, this::onDeadline);
        feed.onInterestLost();
    }

    static void refuse(Join join, Refusal refusal) {
        join.listener().lane().execute(() -> join.listener().onRefused(join, refusal));
    }

    /** The feed is live: serves one join, or lets it wait for the log. */
    void serve(Join join, Ring ring) {
        if (fromRing(join, ring) || fromReplay(join, ring)) return;
        await(join);
        read(ring);
    }

    /** The feed has become live. */
    void serveWaiting(Ring ring) {
        endWait(join -> fromRing(join, ring) || fromReplay(join, ring));
        read(ring);
    }

    private boolean fromRing(Join join, Ring ring) {
        long sequence = -1;
        if (join.since() instanceof Since.At at) sequence = ring.sequenceAfter(at.position());
        else if (join.since() instanceof Since.Latest || ring.head().offset() == 0) sequence = ring.end();
        if (sequence >= 0) postFromRing(join, ring, sequence, null);
        return sequence >= 0;
    }

    private boolean fromReplay(Join join, Ring ring) {
        Replay.Answer answer = replays == null ? null : replays.later(join, ring.head());
        if (answer != null) post(join, answer, ring);
        return answer != null;
    }

    private void read(Ring ring) {
        if (reading || waiting.isEmpty()) return;
        long offset = nextOffset(ring.head());
        reading = true;
        reads++;
        context.backbone.read(
                feed.channel(),
                offset,
                context.settings.pageBounds(),
                context.lane,
                Reply.of(page -> onPage(offset, page), refusal -> onReadFailed()));
    }

    /** The smallest offset that waits, but now and then that of one who was passed over. */
    private long nextOffset(Position head) {
        long smallest = Long.MAX_VALUE;
        for (Join join : waiting) {
            if (join.passedOver >= MOST_PASSED_OVER) return join.fromOffset(head);
            smallest = Math.min(smallest, join.fromOffset(head));
        }
        return smallest;
    }

    private void onReadFailed() {
        long delay = context.backOff(attempt++, feed.channel().hashCode());
        context.lane.schedule(delay, () -> {
            reading = false;
            feed.onJoinsReadable();
        });
    }

    private void onPage(long from, LogPage page) {
        reading = false;
        attempt = 0;
        Replay fresh = new Replay(from, page);
        if (replays == null) replays = new Replays(context.replays);
        replays.keep(fresh);
        if (feed.isLive()) serveFresh(feed.ring(), fresh);
    }

    private void serveFresh(Ring ring, Replay fresh) {
        endWait(join -> answered(join, fresh, ring));
        Position end = fresh.end();
        boolean ahead = end != null && !ring.contains(end);
        // What is ahead comes, but for what is gone: that must be told to those who are live by now.
        if (ahead && (fresh.endsInAHole() || !waiting.isEmpty())) feed.repair(Telemetry.Repair.AHEAD);
        else if (waiting.isEmpty()) feed.onInterestLost();
        else read(ring);
    }

    private boolean answered(Join join, Replay fresh, Ring ring) {
        // A read that was asked for before the join came may be older than the join's position.
        if (join.readsBefore == reads) return fromReplay(join, ring);
        if (fresh.isCutBehind(join)) {
            join.ownSeen = true;
            return false;
        }
        if (!fresh.covers(join, ring.head())) {
            join.passedOver++;
            return false;
        }
        Replay.Answer answer = fresh.fresh(join, ring.head());
        if (answer != null && post(join, answer, ring)) return true;
        if (++join.fruitless < MOST_FRUITLESS) return false;
        Gap lost =
                join.since() instanceof Since.At at ? new Gap(Gap.Reason.REWRITTEN, at.position(), ring.head()) : null;
        postFromRing(join, ring, ring.end(), lost);
        return true;
    }

    /** Whether the answer brought the subscriber anywhere: what ends, empty, ahead of the feed waits for the feed. */
    private boolean post(Join join, Replay.Answer answer, Ring ring) {
        List<Slot> slots = Slot.page(answer.slots(), join.bounds());
        if (slots.isEmpty()) {
            long sequence = ring.sequenceAfter(answer.start());
            if (sequence < 0 && answer.gap() == null) return false;
            if (sequence >= 0) postFromRing(join, ring, sequence, answer.gap());
            else post(join, answer.start(), answer.gap(), slots, null);
            return true;
        }
        boolean last = slots.get(slots.size() - 1).entry.id().equals(ring.head());
        post(join, answer.start(), answer.gap(), slots, last ? feed.register(join) : null);
        return true;
    }

    private void postFromRing(Join join, Ring ring, long sequence, @Nullable Gap gap) {
        List<Slot> slots = Slot.page(ring.from(sequence), join.bounds());
        boolean last = sequence + slots.size() == ring.end();
        post(join, ring.before(sequence), gap, slots, last ? feed.register(join) : null);
    }

    private void post(Join join, Position start, @Nullable Gap gap, List<Slot> slots, @Nullable Mark mark) {
        if (gap != null) context.telemetry.gap(gap.reason());
        Chunk chunk = Chunk.of(slots, bit(join.format()), feed.channel(), context.encoder);
        Page page = new Page(join, start, gap, chunk, mark, mark == null);
        join.listener().lane().execute(() -> join.listener().onPage(page));
    }

    static int bit(Format format) {
        return 1 << format.ordinal();
    }

    /** Gives back what is kept of the log. */
    void forget() {
        if (replays != null) replays.forget();
        replays = null;
    }

    /** The feed ends: nobody waits any more. */
    void close() {
        if (deadlineTimer != null) deadlineTimer.cancel();
        forget();
    }
}
