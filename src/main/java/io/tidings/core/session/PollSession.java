package io.tidings.core.session;

import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.tidings.model.RunningCursor;
import java.util.ArrayList;
import java.util.List;

/** A poll: a session that ends at its first answer. Confined to its lane. */
public final class PollSession extends Session {
    /** Most bytes of messages in one answer. */
    static final int MOST_BYTES = 1 << 20;

    private final PollRequest request;
    private final Reply<PollAnswer> reply;
    private final List<PollShare> shares = new ArrayList<>();
    /** Whether an empty answer is due as soon as nothing more is to be had now. */
    private boolean isShort;
    /** Whether the time to wait is over: an answer is due as soon as every channel has a position. */
    private boolean overdue;

    PollSession(Sessions home, PollRequest request, Reply<PollAnswer> reply) {
        super(home, Telemetry.Transport.POLL);
        this.request = request;
        this.reply = reply;
    }

    void start(Identity identity) {
        identify(identity);
        Join.Kind kind = request.waitMillis() == 0 ? Join.Kind.PASSING : Join.Kind.FIRST;
        int channels = request.subscriptions().size();
        for (SubscriptionRequest each : request.subscriptions())
            shares.add(new PollShare(join(each, kind, Format.JSON, channels)));
        isShort = request.waitMillis() == 0;
        if (!isShort) home.wheel().schedule(this, Math.min(expiry(), home.lane().now() + request.waitMillis()));
    }

    private PollShare share(Subscription subscription) {
        for (PollShare share : shares) if (share.subscription == subscription) return share;
        throw new IllegalStateException("no share of " + subscription.channel());
    }

    @Override
    public void onPositioned(Subscription subscription) {
        if (subscription.position() != null) share(subscription).positioned(subscription.position());
    }

    @Override
    public void onEntry(Subscription subscription, Entry entry, Frame frame) {
        frame.retain();
        share(subscription).add(frame, entry.id());
    }

    @Override
    public void onGap(Subscription subscription, Gap gap) {
        Frame frame = home.encoder().frame(Format.JSON, new ServerFrame.Gap(subscription.channel(), gap), null);
        share(subscription).add(frame, gap.id());
    }

    @Override
    public void onLive(Subscription subscription) {
        share(subscription).settle();
    }

    @Override
    public void onRefused(Subscription subscription, Refusal refusal) {
        fail(refusal);
    }

    @Override
    public boolean isHungry(Subscription subscription) {
        return !isFull(share(subscription));
    }

    private boolean isFull(PollShare share) {
        return share.size() >= request.limit() || share.bytes() >= MOST_BYTES / shares.size();
    }

    @Override
    public void onFlush() {
        if (isEnded()) return;
        boolean something = shares.stream().anyMatch(share -> !share.isEmpty());
        if (isSettled() && (something || isShort) || overdue && isPositioned()) answer();
    }

    /** Whether an answer can say where the next poll goes on. */
    private boolean isPositioned() {
        return shares.stream().allMatch(share -> share.position() != null);
    }

    private boolean isSettled() {
        return shares.stream().allMatch(share -> share.isSettled() || isFull(share));
    }

    @Override
    void onDue(long now) {
        overdue = true;
        if (isPositioned()) answer();
    }

    /** Takes from each channel in turn, so that a loud one leaves the others their share. */
    private void answer() {
        RunningCursor cursor = new RunningCursor(
                shares.stream().map(share -> share.subscription.channel()).toList(), request.shortCursor());
        List<Frame> items = new ArrayList<>();
        int bytes = 0;
        int left = shares.size();
        for (PollShare share : shares) {
            bytes += take(share, items, bytes, left--);
            if (share.position() != null) cursor.move(share.subscription.channel(), share.position());
        }
        end(Failure.DONE);
        reply.succeed(new PollAnswer(items, cursor.toString()));
    }

    /** Adds one channel's share of what is left of the answer, for it and those after it. @return the bytes of it */
    private int take(PollShare share, List<Frame> items, int bytes, int left) {
        int most = (request.limit() - items.size() + left - 1) / left;
        int fair = (MOST_BYTES - bytes) / left;
        int taken = 0;
        for (int i = 0; i < most && !share.isEmpty(); i++) {
            // The first item may take from the share of others, or a large one would wait for ever.
            int allowed = i == 0 ? MOST_BYTES - bytes : fair;
            if (!items.isEmpty() && taken + share.nextSize() > allowed) break;
            taken += share.nextSize();
            items.add(share.take());
        }
        return taken;
    }

    private void fail(Refusal refusal) {
        if (isEnded()) return;
        end(refusal.failure());
        reply.fail(home.sentAway(refusal));
    }

    @Override
    void sayGoodbye(Failure why) {
        if (isPositioned()) answer();
        else fail(new Refusal(why));
    }

    @Override
    void release() {
        shares.forEach(PollShare::release);
    }
}
