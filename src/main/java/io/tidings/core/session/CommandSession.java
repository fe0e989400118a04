package io.tidings.core.session;

import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Sink;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: commands in, in their order, answers and messages out. Confined to its lane.
 *
 * <p>A client that brought its token with the handshake may leave {@code connect} out: its session opens at the first other
 * command, or when the time for {@code connect} is over.
 */
public final class CommandSession extends WritingSession {
    private final Rate rate;
    private final Heartbeat heartbeat;
    /** Whether the session has begun: a welcome was said, or is as soon as its joins are resolved. */
    private boolean open;
    /** Null unless a token is being verified, or commands wait since then. */
    private @Nullable CommandQueue queue;

    CommandSession(Sessions home, Sink sink) {
        super(home, Telemetry.Transport.WEBSOCKET, sink, Format.TEXT);
        long now = home.lane().now();
        rate = new Rate(home.settings().commandsPerSecond(), now);
        heartbeat = new Heartbeat(home.settings(), now);
    }

    /** Waits for the first command. @param identity of the handshake's token; null when it had none */
    void start(@Nullable Identity known) {
        if (known != null) identify(known);
        else stayUnknown();
        schedule();
    }

    private void schedule() {
        home.wheel().schedule(this, heartbeat.next(endsAt()));
    }

    /** Does what the client says; what comes while a token is verified waits its turn. */
    public void onCommand(ClientCommand command) {
        if (isEnded()) return;
        if (!rate.take(home.lane().now())) close(Failure.RATE_LIMITED);
        else if (queue == null || !queue.isStopped()) perform(command);
        else if (!queue.add(command)) close(Failure.RATE_LIMITED);
    }

    private void perform(ClientCommand command) {
        if (command instanceof ClientCommand.Unreadable unreadable) {
            error(null, unreadable.refusal());
            close(Failure.MALFORMED);
        } else if (command instanceof ClientCommand.Connect connect) {
            connect(connect);
        } else if (identity() == null) {
            error(command.ref(), new Refusal(Failure.BAD_TOKEN, "the first command must be connect, with a token"));
        } else {
            if (!open) open(null, List.of());
            performOpen(command);
        }
        flush();
    }

    private void performOpen(ClientCommand command) {
        if (command instanceof ClientCommand.Subscribe subscribe) {
            subscribe(new JoinGroup(subscribe.ref(), false), firstOfEach(subscribe.subscriptions()));
        } else if (command instanceof ClientCommand.Unsubscribe unsubscribe) {
            for (Channel channel : unsubscribe.channels()) unsubscribe(unsubscribe.ref(), channel);
        } else if (command instanceof ClientCommand.Publish publish) {
            publish(publish);
        } else if (command instanceof ClientCommand.Ping ping) {
            say(new ServerFrame.Pong(ping.ref()), null);
        } else if (command instanceof ClientCommand.Invalid invalid) {
            error(invalid.ref(), invalid.refusal());
        }
    }

    private void connect(ClientCommand.Connect connect) {
        if (connect.token() == null) {
            if (identity() == null) refuse(connect.ref(), new Refusal(Failure.BAD_TOKEN, "connect has no token"));
            else open(connect.ref(), connect.subscriptions());
            return;
        }
        if (queue == null) queue = new CommandQueue();
        queue.stop();
        Reply<Identity> reply = Reply.of(verified -> onVerified(connect, verified), refusal -> {
            refuse(connect.ref(), refusal);
            performQueued();
        });
        home.authenticator().authenticate(connect.token(), home.lane(), reply);
    }

    private void onVerified(ClientCommand.Connect connect, Identity verified) {
        if (isEnded()) return;
        Identity known = identity();
        try {
            if (known != null && !known.subject().equals(verified.subject()))
                throw new Refusal(Failure.BAD_TOKEN, "the new token is for another subject than the session's");
            identify(verified);
            if (known != null) leaveWhatIsNotGranted(verified);
            open(connect.ref(), connect.subscriptions());
        } catch (Refusal refused) {
            refuse(connect.ref(), refused);
        }
        performQueued();
        flush();
    }

    private void performQueued() {
        CommandQueue waiting = queue;
        if (waiting == null) return;
        waiting.go();
        for (ClientCommand next = waiting.next(); next != null && !isEnded(); next = waiting.next()) perform(next);
        if (waiting.isDone()) queue = null;
    }

    /** A refused token ends a session that has none, and leaves the others what they have. */
    private void refuse(@Nullable String ref, Refusal refusal) {
        if (isEnded()) return;
        error(ref, refusal);
        if (identity() == null || refusal.failure() == Failure.TOO_MANY_SESSIONS) close(refusal.failure());
        else flush();
    }

    private void leaveWhatIsNotGranted(Identity identity) {
        for (Subscription subscription : List.copyOf(subscriptions())) {
            if (identity.grants().maySubscribe(subscription.channel())) continue;
            end(subscription);
            say(new ServerFrame.Unsubscribed(null, subscription.channel(), Failure.NOT_GRANTED), null);
        }
    }

    private void open(@Nullable String ref, List<SubscriptionRequest> requests) {
        if (!open) heartbeat.rest(home.settings(), home.lane().now());
        open = true;
        schedule();
        subscribe(new JoinGroup(ref, true), withOwn(requireIdentity(), requests));
    }

    private void subscribe(JoinGroup group, List<SubscriptionRequest> requests) {
        for (SubscriptionRequest request : requests) {
            try {
                subscribe(group, request, requests.size());
            } catch (Refusal refused) {
                say(new ServerFrame.Unsubscribed(group.ref, request.channel(), refused.failure()), null);
            }
        }
        await(group);
    }

    private void subscribe(JoinGroup group, SubscriptionRequest request, int channels) {
        checkGranted(requireIdentity(), request.channel());
        Subscription known = subscription(request.channel());
        if (known != null && request.since() instanceof Since.Latest) {
            Position at = told(known);
            if (at != null) group.addJoined(new ServerFrame.Joined(request.channel(), at));
            return;
        }
        if (known != null) end(known);
        if (subscriptions().size() >= home.settings().subscriptions())
            throw new Refusal(Failure.TOO_MANY_SUBSCRIPTIONS);
        group.add(join(request, Join.Kind.FIRST, format(), channels));
    }

    /** Where the client is in a channel that it has: messages that wait for the answer of their group were not written. */
    private @Nullable Position told(Subscription known) {
        JoinGroup group = groupOf(known);
        return group == null ? known.position() : group.startOf(known);
    }

    private void unsubscribe(@Nullable String ref, Channel channel) {
        Subscription subscription = subscription(channel);
        if (subscription != null) end(subscription);
        say(new ServerFrame.Unsubscribed(ref, channel, Failure.DONE), null);
    }

    private void end(Subscription subscription) {
        JoinGroup group = groupOf(subscription);
        leave(subscription);
        if (group == null) return;
        group.onLeft(subscription);
        resolve(group);
    }

    private void publish(ClientCommand.Publish publish) {
        Channel channel = publish.publication().channel();
        home.publisher()
                .publish(
                        requireIdentity(),
                        publish.publication(),
                        home.lane(),
                        Reply.of(
                                id -> answer(new ServerFrame.Published(publish.ref(), channel, id)),
                                refusal -> answer(errorFrame(publish.ref(), refusal))));
    }

    private void answer(ServerFrame frame) {
        if (isEnded()) return;
        say(frame, null);
        flush();
    }

    private void error(@Nullable String ref, Refusal refusal) {
        say(errorFrame(ref, refusal), null);
    }

    private static ServerFrame errorFrame(@Nullable String ref, Refusal refusal) {
        return new ServerFrame.Error(ref, refusal.failure(), refusal.detail());
    }

    /** The client has answered a ping. */
    public void onPong() {
        heartbeat.onPong();
    }

    @Override
    void onDue(long now) {
        if (endInTime(now)) return;
        if (heartbeat.isPongOverdue(now)) {
            close(Failure.NO_PONG);
        } else if (heartbeat.isDue(now) && !open) {
            if (identity() == null || queue != null && queue.isStopped()) close(Failure.NO_CONNECT);
            else open(null, List.of());
        } else {
            if (heartbeat.isDue(now)) beat(now);
            schedule();
        }
    }

    private void beat(long now) {
        sink().ping();
        heartbeat.onPing(home.settings(), now);
    }

    @Override
    void answer(JoinGroup group) {
        List<ServerFrame.Joined> joined = List.copyOf(group.joined());
        if (group.opens) {
            Identity identity = requireIdentity();
            long heartbeat = home.settings().heartbeatMillis();
            say(
                    new ServerFrame.Welcome(
                            group.ref, name(), identity.subject(), home.expiresAt(identity), heartbeat, joined),
                    null);
        } else {
            say(new ServerFrame.Subscribed(group.ref, joined), null);
        }
        for (JoinGroup.Refused refused : group.refused()) {
            Channel channel = refused.subscription().channel();
            say(
                    new ServerFrame.Unsubscribed(
                            group.ref, channel, refused.refusal().failure()),
                    null);
        }
    }

    @Override
    void deliver(Subscription subscription, Entry entry, Frame frame) {
        write(frame);
    }

    @Override
    void tell(Subscription subscription, Gap gap) {
        say(new ServerFrame.Gap(subscription.channel(), gap), null);
    }

    @Override
    void refused(Subscription subscription, Refusal refusal) {
        say(new ServerFrame.Unsubscribed(null, subscription.channel(), refusal.failure()), null);
        flush();
    }
}
