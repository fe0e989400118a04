package io.tidings.core.session;

import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Sink;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.tidings.model.RunningCursor;
import java.util.List;

/** One event stream (SSE): every event carries the cursor of all channels. Confined to its lane. */
public final class StreamSession extends WritingSession {
    private final RunningCursor cursor;

    StreamSession(Sessions home, Sink sink, List<Channel> channels, boolean shortCursor) {
        super(home, Telemetry.Transport.SSE, sink, shortCursor ? Format.EVENT : Format.EVENT_WITHOUT_ID);
        this.cursor = new RunningCursor(channels, shortCursor);
    }

    void start(Identity identity, List<SubscriptionRequest> requests) {
        identify(identity);
        JoinGroup group = new JoinGroup(null, true);
        for (SubscriptionRequest request : requests)
            group.add(join(request, Join.Kind.FIRST, format(), requests.size()));
        await(group);
        wakeLater(home.lane().now());
    }

    private void wakeLater(long now) {
        home.wheel().schedule(this, Math.min(endsAt(), now + home.settings().sseHeartbeatMillis()));
    }

    @Override
    void onDue(long now) {
        if (endInTime(now)) return;
        sink().ping();
        wakeLater(now);
    }

    @Override
    void answer(JoinGroup group) {
        for (JoinGroup.Refused refused : group.refused()) {
            close(refused.refusal().failure());
            return;
        }
        for (ServerFrame.Joined joined : group.joined()) cursor.move(joined.channel(), joined.id());
        say(
                new ServerFrame.Welcome(
                        null,
                        name(),
                        requireIdentity().subject(),
                        home.expiresAt(requireIdentity()),
                        home.settings().sseHeartbeatMillis(),
                        List.copyOf(group.joined())),
                cursor.toString());
    }

    @Override
    void deliver(Subscription subscription, Entry entry, Frame frame) {
        cursor.move(subscription.channel(), entry.id());
        if (format() == Format.EVENT_WITHOUT_ID) write(home.encoder().id(cursor.toString()), frame);
        else write(frame);
    }

    @Override
    void tell(Subscription subscription, Gap gap) {
        cursor.move(subscription.channel(), gap.id());
        say(new ServerFrame.Gap(subscription.channel(), gap), cursor.toString());
    }

    @Override
    void refused(Subscription subscription, Refusal refusal) {
        close(refusal.failure());
    }
}
