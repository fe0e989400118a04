package io.tidings.core.session;

import io.tidings.core.fanout.Fanout;
import io.tidings.core.fanout.Outboxes;
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
    private final Outboxes outboxes;
    private final Rate admission;
    private final ReturnWindow returns;
    private boolean draining;

    public Sessions(Lane lane, Fanout fanout, SessionParts parts, Census census, RandomGenerator random) {
        this.lane = lane;
        this.fanout = fanout;
        this.parts = parts;
        this.census = census;
        this.random = random;
        this.wheel = new TimerWheel(lane);
        SessionSettings settings = parts.settings();
        this.outboxes = new Outboxes(lane, settings.outboxBytes(), settings.outboxesBytes());
        this.admission = new Rate(settings.connectsPerSecond(), lane.now());
        this.returns = new ReturnWindow(settings.connectsPerSecond(), settings.retryMillis(), random, lane.now());
    }

    /**
     * Lets in one more who wants a session, before anything is spent on it: its token is not even verified.
     *
     * @throws Refusal {@code DRAINING}, or {@code OVERLOADED} when more come than the rate allows; it says when to come back
     */
    public void admit() {
        checked(() -> {
            if (draining) throw new Refusal(Failure.DRAINING);
            if (!admission.take(lane.now()))
                throw new Refusal(Failure.OVERLOADED, "too many sessions come at once; come back in a moment");
        });
    }

    /**
     * Opens a WebSocket's session.
     *
     * @param identity of the handshake's token; null when it had none, and then {@code connect} must bring one
     * @throws Refusal {@code DRAINING}, {@code OVERLOADED} or {@code TOO_MANY_SESSIONS}
     */
    public CommandSession openCommands(Sink sink, @Nullable Identity identity) {
        enter();
        return opened(new CommandSession(this, sink), session -> session.start(identity));
    }

    /** @throws Refusal {@code NOT_GRANTED} for any channel that is asked for and not granted */
    public static void checkGranted(Identity identity, List<SubscriptionRequest> requests) {
        requests.forEach(request -> Session.checkGranted(identity, request.channel()));
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
        checkGranted(identity, requests);
        enter();
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
        checkGranted(identity, request.subscriptions());
        enter();
        return opened(new PollSession(this, request, reply), session -> session.start(identity));
    }

    private void enter() {
        checked(() -> {
            if (draining) throw new Refusal(Failure.DRAINING);
            census.enter();
        });
    }

    private void checked(Runnable check) {
        try {
            check.run();
        } catch (Refusal refused) {
            throw rejected(refused);
        }
    }

    private <S extends Session> S opened(S session, java.util.function.Consumer<S> start) {
        try {
            start.accept(session);
            return session;
        } catch (Refusal refused) {
            session.end(refused.failure());
            throw rejected(refused);
        }
    }

    private Refusal rejected(Refusal refused) {
        parts.telemetry().admissionRejected(refused.failure());
        return sentAway(refused);
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

    /** When one should come back whose connection is lost, which may be because this pod is: in milliseconds. */
    public long retryMillis() {
        return returns.afterLoss(lane.now(), wheel.size());
    }

    /** When a session that begins now has stood for its time: at random, so that those who came together do not go together. */
    long agedAt() {
        long age = settings().ageMillis();
        if (age == SessionSettings.FOREVER) return age;
        return lane.now() + age / 2 + random.nextLong(age / 2 + 1);
    }

    /** One is sent away, a session or who asks or publishes without one: the same refusal, which says when to come back where that helps. */
    public Refusal sentAway(Refusal refused) {
        boolean open = refused.failure().retry() == Failure.Retry.LATER && refused.retryAfterMillis() == 0;
        return open ? new Refusal(refused.failure(), refused.detail(), nextReturn()) : refused;
    }

    private long nextReturn() {
        return returns.sendAway(lane.now(), draining ? wheel.size() : 0);
    }

    /** When one who is sent away should come back, in milliseconds; null for never. */
    private @Nullable Long retryAfter(Refusal refusal) {
        if (!refusal.failure().retriable()) return null;
        return sentAway(refusal).retryAfterMillis();
    }

    /** Sends one away who gets no session, by a connection that is open already: a WebSocket, or an event stream. */
    public void sendAway(Sink sink, Format format, Refusal refusal) {
        // An event stream has no room for it: its clients know an event named error as something else.
        if (format == Format.TEXT) say(sink, format, new ServerFrame.Error(null, refusal.failure(), refusal.detail()));
        sayGoodbye(sink, format, refusal);
    }

    /** The last words, and the end of the connection. */
    void sayGoodbye(Sink sink, Format format, Refusal why) {
        say(sink, format, new ServerFrame.Bye(why.failure(), retryAfter(why)));
        sink.close(why.failure());
        outboxes.leave(sink);
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

    /** A name for a session, in short; see {@link #text}. */
    long nextName() {
        return random.nextLong();
    }

    static String text(long name) {
        return Long.toUnsignedString(name, 36);
    }

    public Lane lane() {
        return lane;
    }

    Fanout fanout() {
        return fanout;
    }

    Outboxes outboxes() {
        return outboxes;
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
