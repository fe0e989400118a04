package io.tidings.core.session;

import io.tidings.core.fanout.Subscription;
import io.tidings.core.port.Frame;
import io.tidings.core.protocol.ServerFrame.Joined;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that were asked for together. They are answered together, when each has a position or is refused, and what
 * comes for them before is held: an answer precedes its messages. Confined to its session's lane.
 */
final class JoinGroup {
    final @Nullable String ref;
    /** Whether the answer opens the session. */
    final boolean opens;

    private final List<Subscription> members = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private int unresolved;
    private long heldBytes;

    /** Something to be delivered after the answer: an entry with its frame, or a hole. */
    record Held(
            Subscription subscription,
            @Nullable Entry entry,
            @Nullable Frame frame,
            @Nullable Gap gap) {}

    /** A subscription that could not be joined. */
    record Refused(Subscription subscription, Refusal refusal) {}

    JoinGroup(@Nullable String ref, boolean opens) {
        this.ref = ref;
        this.opens = opens;
    }

    void add(Subscription subscription) {
        members.add(subscription);
        unresolved++;
    }

    /** A channel that was joined before and needs no page. */
    void addJoined(Joined known) {
        joined.add(known);
    }

    boolean contains(Subscription subscription) {
        return members.contains(subscription);
    }

    /** Where the answer says that a member starts, behind which all its messages are held; null when it has no position yet. */
    @Nullable
    Position startOf(Subscription member) {
        for (Joined each : joined) if (each.channel().equals(member.channel())) return each.id();
        return null;
    }

    void onPositioned(Subscription subscription) {
        joined.add(new Joined(subscription.channel(), java.util.Objects.requireNonNull(subscription.position())));
        unresolved--;
    }

    void onRefused(Subscription subscription, Refusal refusal) {
        refused.add(new Refused(subscription, refusal));
        if (joined.stream().noneMatch(each -> each.channel().equals(subscription.channel()))) unresolved--;
    }

    /** The subscription was ended before it had a position. */
    void onLeft(Subscription subscription) {
        if (subscription.position() == null) unresolved--;
        members.remove(subscription);
        joined.removeIf(each -> each.channel().equals(subscription.channel()));
        held.removeIf(each -> each.subscription() == subscription && released(each));
    }

    private boolean released(Held held) {
        if (held.frame() == null) return true;
        heldBytes -= held.frame().size();
        held.frame().release();
        return true;
    }

    void hold(Subscription subscription, Entry entry, Frame frame) {
        frame.retain();
        heldBytes += frame.size();
        held.add(new Held(subscription, entry, frame, null));
    }

    void hold(Subscription subscription, Gap gap) {
        held.add(new Held(subscription, null, null, gap));
    }

    long heldBytes() {
        return heldBytes;
    }

    boolean isResolved() {
        return unresolved == 0;
    }

    List<Subscription> members() {
        return members;
    }

    List<Joined> joined() {
        return joined;
    }

    List<Refused> refused() {
        return refused;
    }

    /** What was held, in order; the caller releases the frames. */
    List<Held> takeHeld() {
        List<Held> taken = List.copyOf(held);
        held.clear();
        return taken;
    }
}
