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
    /** Whether an empty answer is due as soon as all joins are resolved. */
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
        overdue = request.waitMillis() == 0;
        if (!overdue) home.wheel().schedule(this, Math.min(expiry(), home.lane().now() + request.waitMillis()));
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
        if (isEnded() || !isSettled()) return;
        boolean something = shares.stream().anyMatch(share -> !share.isEmpty());
        if (something || overdue) answer();
    }

    private boolean isSettled() {
        return shares.stream().allMatch(share -> share.isSettled() || isFull(share));
    }

    @Override
    void onDue(long now) {
        overdue = true;
        if (isSettled()) answer();
    }

    /** Takes from each channel in turn, so that a loud one leaves the others their share. */
    private void answer() {
        RunningCursor cursor = new RunningCursor(
                shares.stream().map(share -> share.subscription.channel()).toList(), request.shortCursor());
        List<Frame> items = new ArrayList<>();
        int bytes = 0;
        int left = shares.size();
        for (PollShare share : shares) {
            int most = (request.limit() - items.size() + left - 1) / left;
            for (int taken = 0; taken < most && fits(share, bytes, items, left); taken++) {
                bytes += share.nextSize();
                items.add(share.take());
            }
            if (share.position() != null) cursor.move(share.subscription.channel(), share.position());
            left--;
        }
        end(Failure.DONE);
        reply.succeed(new PollAnswer(items, cursor.toString()));
    }

    private static boolean fits(PollShare share, int bytes, List<Frame> items, int left) {
        if (share.isEmpty()) return false;
        int allowance = (MOST_BYTES - bytes) / left;
        return items.isEmpty() || share.nextSize() <= allowance;
    }

    private void fail(Refusal refusal) {
        if (isEnded()) return;
        end(refusal.failure());
        reply.fail(refusal);
    }

    @Override
    void sayGoodbye(Failure why) {
        if (isSettled()) answer();
        else fail(new Refusal(why));
    }

    @Override
    void release() {
        shares.forEach(PollShare::release);
    }
}
