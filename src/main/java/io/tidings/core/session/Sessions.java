package io.tidings.core.session;

import io.tidings.core.fanout.Fanout;
import io.tidings.core.port.Authenticator;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Sink;
import io.tidings.core.port.Telemetry;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.publish.Publisher;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The sessions of one lane: admission, limits and ends. Confined to its lane. */
public final class Sessions {
    private final Lane lane;
    private final Fanout fanout;
    private final SessionParts parts;
    private final Census census;
    private final RandomGenerator random;
    private final TimerWheel wheel;
    private final Rate admission;
    private boolean draining;

    public Sessions(Lane lane, Fanout fanout, SessionParts parts, Census census, RandomGenerator random) {
        this.lane = lane;
        this.fanout = fanout;
        this.parts = parts;
        this.census = census;
        this.random = random;
        this.wheel = new TimerWheel(lane);
        this.admission = new Rate(parts.settings().connectsPerSecond(), lane.now());
    }

    /**
     * Opens a WebSocket's session.
     *
     * @param identity of the handshake's token; null when it had none, and then {@code connect} must bring one
     * @throws Refusal {@code DRAINING}, {@code OVERLOADED} or {@code TOO_MANY_SESSIONS}
     */
    public CommandSession openCommands(Sink sink, @Nullable Identity identity) {
        admit();
        return opened(new CommandSession(this, sink), session -> session.start(identity));
    }

    /**
     * Opens an event stream.
     *
     * @param requests at least one, no channel twice
     * @param shortCursor whether ids are bare positions: for one explicit channel
     * @throws Refusal {@code NOT_GRANTED} for any channel, or as for {@link #openCommands}
     */
    public StreamSession openStream(
            Sink sink, Identity identity, List<SubscriptionRequest> requests, boolean shortCursor) {
        requests.forEach(request -> Session.checkGranted(identity, request.channel()));
        admit();
        var channels = requests.stream().map(SubscriptionRequest::channel).toList();
        return opened(
                new StreamSession(this, sink, channels, shortCursor), session -> session.start(identity, requests));
    }

    /**
     * Starts a poll, which replies once, on this lane.
     *
     * @throws Refusal as for {@link #openStream}
     */
    public PollSession openPoll(Identity identity, PollRequest request, Reply<PollAnswer> reply) {
        request.subscriptions().forEach(each -> Session.checkGranted(identity, each.channel()));
        admit();
        return opened(new PollSession(this, request, reply), session -> session.start(identity));
    }

    private void admit() {
        try {
            if (draining) throw new Refusal(Failure.DRAINING);
            if (!admission.take(lane.now()))
                throw new Refusal(Failure.OVERLOADED, "too many sessions come at once; come back in a moment");
            census.enter();
        } catch (Refusal refused) {
            parts.telemetry().admissionRejected(refused.failure());
            throw refused;
        }
    }

    private <S extends Session> S opened(S session, java.util.function.Consumer<S> start) {
        try {
            start.accept(session);
            return session;
        } catch (Refusal refused) {
            session.end(refused.failure());
            parts.telemetry().admissionRejected(refused.failure());
            throw refused;
        }
    }

    void onOpened(Telemetry.Transport transport) {
        parts.telemetry().sessionOpened(transport);
    }

    void onEnded(Session session, Telemetry.Transport transport, @Nullable Identity identity, Failure why) {
        wheel.cancel(session);
        census.leave();
        if (identity != null) census.leave(identity.subject());
        parts.telemetry().sessionClosed(transport, why);
    }

    /** Takes no more sessions from now on. */
    public void startDraining() {
        draining = true;
    }

    /**
     * Ends some of the sessions, because the pod restarts.
     *
     * @param most how many
     * @return how many are left
     */
    public int drain(int most) {
        int[] quota = {most, 0};
        wheel.forEach(timed -> {
            if (quota[0]-- > 0) ((Session) timed).close(Failure.DRAINING);
            else quota[1]++;
        });
        return quota[1];
    }

    /** Ends all sessions of a subject, at the operator's wish. @param subject as one segment, {@link ChannelPattern#escaped} */
    void disconnect(String subject) {
        wheel.forEach(timed -> {
            Identity identity = ((Session) timed).identity();
            if (identity != null && ChannelPattern.escaped(identity.subject()).equals(subject))
                ((Session) timed).close(Failure.DISCONNECTED);
        });
    }

    /** When one whose connection is lost should come back, in milliseconds: at random, so that they do not come as one. */
    public long retryMillis() {
        return random.nextLong(
                parts.settings().retryMillis() / 10 + 1, parts.settings().retryMillis() + 2);
    }

    /** When one who is sent away should come back, in milliseconds; null for never. */
    private @Nullable Long retryAfter(Failure why) {
        if (!why.retriable()) return null;
        return why.retry() == Failure.Retry.LATER ? retryMillis() : 0L;
    }

    /** Sends one away who gets no session, by a connection that is open already: a WebSocket, or an event stream. */
    public void sendAway(Sink sink, Format format, Refusal refusal) {
        // An event stream has no room for it: its clients know an event named error as something else.
        if (format == Format.TEXT) say(sink, format, new ServerFrame.Error(null, refusal.failure(), refusal.detail()));
        sayGoodbye(sink, format, refusal.failure());
    }

    /** The last words, and the end of the connection. */
    void sayGoodbye(Sink sink, Format format, Failure why) {
        say(sink, format, new ServerFrame.Bye(why, retryAfter(why)));
        sink.close(why);
    }

    private void say(Sink sink, Format format, ServerFrame words) {
        Frame frame = parts.encoder().frame(format, words, null);
        sink.write(frame);
        frame.release();
    }

    @Nullable
    Long expiresAt(Identity identity) {
        return identity.expiresAt() == Identity.NEVER ? null : identity.expiresAt();
    }

    String nextName() {
        return Long.toUnsignedString(random.nextLong(), 36);
    }

    public Lane lane() {
        return lane;
    }

    Fanout fanout() {
        return fanout;
    }

    TimerWheel wheel() {
        return wheel;
    }

    Census census() {
        return census;
    }

    public SessionSettings settings() {
        return parts.settings();
    }

    FrameEncoder encoder() {
        return parts.encoder();
    }

    Authenticator authenticator() {
        return parts.authenticator();
    }

    Publisher publisher() {
        return parts.publisher();
    }
}
