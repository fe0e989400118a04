package io.tidings.core.session;

import io.tidings.core.fanout.Receiver;
import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Format;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connected subscriber, whatever the transport: who it is, what it listens to, and its end. Confined to its lane. */
public abstract class Session extends Timed implements Receiver {
    final Sessions home;
    private final Telemetry.Transport transport;
    private final List<Subscription> subscriptions = new ArrayList<>(1);
    private @Nullable Identity identity;
    private boolean unknown;
    private boolean ended;

    Session(Sessions home, Telemetry.Transport transport) {
        this.home = home;
        this.transport = transport;
        home.onOpened(transport);
    }

    /** The session speaks for someone from now on. @throws Refusal when the subject has too many sessions */
    final void identify(Identity who) {
        if (identity == null) home.census().enter(who.subject());
        identity = who;
        noLongerUnknown();
    }

    /** Nobody knows yet who it is. @throws Refusal when there are too many such sessions */
    final void stayUnknown() {
        home.census().enterUnknown();
        unknown = true;
    }

    private void noLongerUnknown() {
        if (unknown) home.census().leaveUnknown();
        unknown = false;
    }

    public final @Nullable Identity identity() {
        return identity;
    }

    /** @throws Refusal {@code BAD_TOKEN}, as long as nobody is known */
    final Identity requireIdentity() {
        if (identity == null) throw new Refusal(Failure.BAD_TOKEN, "no token was given");
        return identity;
    }

    /** When the token ends, on the lane's clock. */
    final long expiry() {
        if (identity == null || identity.expiresAt() == Identity.NEVER) return Long.MAX_VALUE;
        return home.lane().now() + identity.expiresAt() - home.lane().time();
    }

    final boolean isEnded() {
        return ended;
    }

    final List<Subscription> subscriptions() {
        return subscriptions;
    }

    final @Nullable Subscription subscription(Channel channel) {
        for (Subscription each : subscriptions) if (each.channel().equals(channel)) return each;
        return null;
    }

    /** What is asked for, and the token's own channels besides; the first request of a channel counts. */
    static List<SubscriptionRequest> withOwn(Identity identity, List<SubscriptionRequest> requests) {
        List<SubscriptionRequest> all = new ArrayList<>(requests);
        for (Channel own : identity.grants().channels()) all.add(new SubscriptionRequest(own, Since.LATEST));
        return firstOfEach(all);
    }

    /** One request of each channel: the first. */
    static List<SubscriptionRequest> firstOfEach(List<SubscriptionRequest> requests) {
        Map<Channel, SubscriptionRequest> all = new LinkedHashMap<>();
        for (SubscriptionRequest request : requests) all.putIfAbsent(request.channel(), request);
        return List.copyOf(all.values());
    }

    /** @throws Refusal {@code NOT_GRANTED}, naming the channel */
    static void checkGranted(Identity identity, Channel channel) {
        if (identity.grants().maySubscribe(channel)) return;
        throw new Refusal(
                Failure.NOT_GRANTED,
                channel + " is not among what this token may read: "
                        + identity.grants().subscribe());
    }

    final Subscription join(SubscriptionRequest request, Join.Kind kind, Format format, int channels) {
        Subscription subscription = home.fanout()
                .join(
                        request.channel(),
                        request.since(),
                        kind,
                        format,
                        home.settings().firstPage(channels),
                        this);
        subscriptions.add(subscription);
        return subscription;
    }

    final void leave(Subscription subscription) {
        home.fanout().leave(subscription);
        subscriptions.remove(subscription);
    }

    /** The way to the client has room again: whoever waits for it may go on. */
    public final void onWritable() {
        if (ended) return;
        for (Subscription subscription : List.copyOf(subscriptions)) subscription.pull();
    }

    /** Ends the session and tells the client why. */
    public final void close(Failure why) {
        if (ended) return;
        sayGoodbye(why);
        end(why);
    }

    /** The client has gone. */
    public final void onClosed() {
        end(Failure.DONE);
    }

    /** Gives everything back; nothing is told any more. */
    final void end(Failure why) {
        if (ended) return;
        ended = true;
        noLongerUnknown();
        home.onEnded(this, transport, identity, why);
        for (Subscription subscription : subscriptions) home.fanout().leave(subscription);
        subscriptions.clear();
        release();
    }

    /** The last words, and the end of the connection. */
    abstract void sayGoodbye(Failure why);

    /** Gives back what the session holds. */
    abstract void release();
}
