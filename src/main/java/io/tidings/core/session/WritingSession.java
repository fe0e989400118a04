package io.tidings.core.session;

import io.tidings.core.fanout.Outbox;
import io.tidings.core.fanout.Subscription;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session that writes as messages come: a WebSocket or an event stream. Confined to its lane. */
public abstract class WritingSession extends Session {
    private final long name;
    private final Outbox outbox;
    private final Format format;
    private final long agedAt;
    /** Groups that wait for their answer; null nearly always. */
    private @Nullable List<JoinGroup> groups;

    WritingSession(Sessions home, Telemetry.Transport transport, Sink sink, Format format) {
        super(home, transport);
        this.name = home.nextName();
        this.outbox = home.outboxes().open(sink);
        this.format = format;
        this.agedAt = home.agedAt();
    }

    /** When the session ends by itself, on the lane's clock: its token has expired, or it has stood for its time. */
    final long endsAt() {
        return Math.min(expiry(), agedAt);
    }

    /** Ends the session if it is time. @return whether it was */
    final boolean endInTime(long now) {
        if (expiry() <= now) close(Failure.TOKEN_EXPIRED);
        else if (agedAt <= now) close(Failure.SESSION_AGED);
        else return false;
        return true;
    }

    /** What the session is called, in its welcome and in the log. */
    public final String name() {
        return Sessions.text(name);
    }

    final Sink sink() {
        return outbox.sink();
    }

    final Format format() {
        return format;
    }

    /** Begins to wait for the answers of a group, whose members have been asked for. */
    final void await(JoinGroup group) {
        if (groups == null) groups = new ArrayList<>(1);
        groups.add(group);
        resolve(group);
    }

    final @Nullable JoinGroup groupOf(Subscription subscription) {
        if (groups == null) return null;
        for (JoinGroup group : groups) if (group.contains(subscription)) return group;
        return null;
    }

    /** Answers a group when all its members are resolved, then delivers what was held for them. */
    final void resolve(JoinGroup group) {
        if (!group.isResolved() || isEnded()) return;
        if (groups != null && groups.remove(group) && groups.isEmpty()) groups = null;
        answer(group);
        for (JoinGroup.Held held : group.takeHeld()) {
            if (held.gap() != null) tell(held.subscription(), held.gap());
            if (held.frame() == null || held.entry() == null) continue;
            if (!isEnded()) deliver(held.subscription(), held.entry(), held.frame());
            held.frame().release();
        }
        for (Subscription member : group.members()) member.pull();
        flush();
    }

    @Override
    public final void onPositioned(Subscription subscription) {
        JoinGroup group = groupOf(subscription);
        if (group == null) return;
        group.onPositioned(subscription);
    }

    @Override
    public final void onEntry(Subscription subscription, Entry entry, Frame frame) {
        JoinGroup group = groupOf(subscription);
        if (group == null) {
            deliver(subscription, entry, frame);
        } else {
            group.hold(subscription, entry, frame);
            if (group.heldBytes() > 2L * home.settings().outboxBytes()) close(Failure.OVERLOADED);
        }
    }

    @Override
    public final void onGap(Subscription subscription, Gap gap) {
        JoinGroup group = groupOf(subscription);
        if (group == null) tell(subscription, gap);
        else group.hold(subscription, gap);
    }

    @Override
    public final void onLive(Subscription subscription) {}

    @Override
    public final void onRefused(Subscription subscription, Refusal refusal) {
        subscriptions().remove(subscription);
        JoinGroup group = groupOf(subscription);
        if (group == null) {
            refused(subscription, refusal);
        } else {
            group.onRefused(subscription, refusal);
            resolve(group);
        }
    }

    @Override
    public final boolean isHungry(Subscription subscription) {
        return groupOf(subscription) == null && outbox.isHungry();
    }

    @Override
    public final void onFlush() {
        if (groups != null) for (JoinGroup group : List.copyOf(groups)) resolve(group);
        flush();
    }

    final void flush() {
        if (!isEnded()) outbox.flush();
    }

    /** Writes a frame that others use too. */
    final void write(Frame shared) {
        if (!isEnded() && !outbox.write(shared)) close(Failure.TOO_SLOW);
    }

    /** Writes a frame that others use too, behind one of this session's own; never one without the other. */
    final void write(Frame own, Frame shared) {
        if (!isEnded() && !outbox.write(own, shared)) close(Failure.TOO_SLOW);
        own.release();
    }

    /** Writes a frame of this session's own, and lets go of it. */
    final void writeOwn(Frame own) {
        write(own);
        own.release();
    }

    final void say(ServerFrame frame, @Nullable String cursor) {
        writeOwn(home.encoder().frame(format, frame, cursor));
    }

    @Override
    final void sayGoodbye(Failure why) {
        home.sayGoodbye(sink(), format, new Refusal(why));
    }

    @Override
    final void release() {
        home.outboxes().close(outbox);
        if (groups == null) return;
        for (JoinGroup group : groups)
            for (JoinGroup.Held held : group.takeHeld())
                if (held.frame() != null) held.frame().release();
        groups = null;
    }

    abstract void answer(JoinGroup group);

    abstract void deliver(Subscription subscription, Entry entry, Frame frame);

    abstract void tell(Subscription subscription, Gap gap);

    /** A subscription that had been answered has ended. */
    abstract void refused(Subscription subscription, Refusal refusal);
}
