package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.Reply;
import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.CommandSession;
import io.tidings.core.session.PollAnswer;
import io.tidings.core.session.PollRequest;
import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Entry;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client that comes and goes between pods and transports, and always comes back with what it has. */
final class SimulatedClient {
    final List<Channel> channels;
    final Checker checker;
    private final Identity identity;
    private final Random random;
    private final boolean shortCursor;
    private @Nullable Sessions home;
    private @Nullable Session session;
    private @Nullable SimulatedSink sink;
    private @Nullable String cursor;
    private boolean streaming;

    SimulatedClient(List<Channel> channels, Identity identity, SimulatedServer server, Random random) {
        this.channels = channels;
        this.identity = identity;
        this.checker = new Checker(server);
        this.random = random;
        this.shortCursor = channels.size() == 1;
    }

    boolean isConnected() {
        return home != null;
    }

    private List<SubscriptionRequest> requests() {
        return channels.stream()
                .map(channel -> new SubscriptionRequest(channel, since(channel)))
                .toList();
    }

    private Since since(Channel channel) {
        Position position = checker.position(channel);
        if (position != null) return new Since.At(position);
        Since[] first = {Since.LATEST, Since.EARLIEST, new Since.Last(1 + random.nextInt(30))};
        return first[random.nextInt(first.length)];
    }

    /** Connects by a transport that is drawn. */
    void connect(Sessions sessions) {
        home = sessions;
        int transport = random.nextInt(3);
        sessions.lane().execute(() -> {
            if (home != sessions) return;
            if (transport == 0) openCommands(sessions);
            else if (transport == 1) openStream(sessions);
            else poll(sessions);
        });
    }

    private void openCommands(Sessions sessions) {
        streaming = false;
        sink = new SimulatedSink();
        CommandSession opened = sessions.openCommands(sink, identity);
        session = opened;
        opened.onCommand(new ClientCommand.Connect("1", null, requests()));
    }

    private void openStream(Sessions sessions) {
        streaming = true;
        cursor = null;
        sink = new SimulatedSink();
        session = sessions.openStream(sink, identity, requests(), shortCursor);
    }

    private void poll(Sessions sessions) {
        streaming = false;
        sink = null;
        long wait = random.nextBoolean() ? 0 : random.nextInt(2_000);
        PollRequest request = new PollRequest(requests(), 1 + random.nextInt(20), wait, shortCursor);
        session = sessions.openPoll(identity, request, Reply.of(this::onAnswer, refusal -> disconnected()));
    }

    private void onAnswer(PollAnswer answer) {
        Map<Channel, Position> after = Cursor.parse(answer.cursor(), channels);
        boolean wanted = session != null;
        for (Frame item : answer.items()) {
            SimulatedFrames.Content content = (SimulatedFrames.Content) item;
            Channel channel = channelOf(content);
            // What a first poll brings starts where its own first item says.
            if (wanted && channel != null && checker.position(channel) == null) startAt(channel, content);
            if (wanted) onContent(content);
            item.release();
        }
        if (wanted) checker.onCursor(after);
        disconnected();
    }

    private static @Nullable Channel channelOf(SimulatedFrames.Content content) {
        return content.said instanceof ServerFrame.Gap gap ? gap.channel() : content.channel;
    }

    private void startAt(Channel channel, SimulatedFrames.Content content) {
        if (content.said instanceof Entry entry) checker.onJoined(new ServerFrame.Joined(channel, entry.prev()));
        if (content.said instanceof ServerFrame.Gap gap)
            checker.onJoined(new ServerFrame.Joined(channel, gap.gap().since()));
    }

    /** Reads some frames, in the way of a client that has other things to do. */
    void read(int frames) {
        Sessions at = home;
        SimulatedSink from = sink;
        if (at == null || from == null) return;
        at.lane().execute(() -> {
            if (sink != from) return;
            for (int i = 0; i < frames; i++) {
                SimulatedFrames.Content content = from.read();
                if (content == null) break;
                onContent(content);
                content.release();
            }
            if (from.isOver()) disconnected();
            else if (session != null) session.onWritable();
        });
    }

    private void onContent(SimulatedFrames.Content content) {
        content.check();
        if (content.said instanceof Entry entry && content.channel != null) checker.onEntry(content.channel, entry);
        if (content.said instanceof ServerFrame.Gap gap) checker.onGap(gap.channel(), gap.gap());
        if (content.said instanceof ServerFrame.Welcome welcome)
            welcome.subscriptions().forEach(checker::onJoined);
        if (content.said instanceof ServerFrame.Unsubscribed) cut();
        if (content.cursor != null) cursor = content.cursor;
        boolean whole = !(content.said instanceof String);
        if (streaming && whole && cursor != null) checker.onCursor(Cursor.parse(cursor, channels));
    }

    private void disconnected() {
        if (sink != null) sink.cut();
        home = null;
        session = null;
        sink = null;
    }

    /** The connection breaks, without a word. */
    void cut() {
        Sessions at = home;
        if (at == null) return;
        at.lane().execute(() -> {
            if (home != at) return;
            Session ended = session;
            disconnected();
            if (ended != null) ended.onClosed();
        });
    }
}
