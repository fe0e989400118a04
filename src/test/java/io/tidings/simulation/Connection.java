package io.tidings.simulation;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import org.jspecify.annotations.Nullable;

/** One connection of a client: what it reads goes to the checker. */
abstract class Connection {
    final World world;
    final SimulatedClient client;
    final Sessions home;
    final SimulatedSink sink = new SimulatedSink();
    private @Nullable Session session;
    private boolean over;

    Connection(World world, SimulatedClient client, Sessions home) {
        this.world = world;
        this.client = client;
        this.home = home;
    }

    /** On the lane of the session. */
    abstract Session opened();

    final void open() {
        world.report.sessions++;
        onLane(() -> session = opened());
    }

    /** Does something on the session's lane, unless the client has gone by then. */
    final void onLane(Runnable task) {
        home.lane().execute(() -> {
            if (!over) task.run();
        });
    }

    final boolean isOver() {
        return over;
    }

    final void read(int frames) {
        SimulatedFrames.Content content = sink.read();
        boolean some = content != null;
        for (int i = 1; content != null; content = over || i++ >= frames ? null : sink.read()) {
            onContent(content);
            content.release();
        }
        if (over) return;
        if (sink.isOver()) end();
        else if (some || sink.takePing()) onLane(this::onRead);
    }

    private void onRead() {
        if (session != null) session.onWritable();
        onPong();
    }

    void onPong() {}

    void onContent(SimulatedFrames.Content content) {
        content.check();
        if (content.said instanceof Entry entry && content.channel != null)
            client.checker.onEntry(content.channel, entry);
        if (content.said instanceof ServerFrame.Gap gap) client.checker.onGap(gap.channel(), gap.gap());
        if (content.said instanceof ServerFrame.Welcome welcome)
            welcome.subscriptions().forEach(client.checker::onJoined);
        if (content.said instanceof ServerFrame.Bye bye) onSentAway(bye.why());
    }

    final void onSentAway(Failure why) {
        if (why == Failure.TOO_SLOW) world.weather.count(Fault.CLIENT_SLOW);
        if (why == Failure.TOKEN_EXPIRED) world.weather.count(Fault.TOKEN_EXPIRED);
    }

    /** The client is done with this connection. */
    final void end() {
        over = true;
        sink.cut();
        client.onEnded(this);
    }

    /** The connection breaks; the session hears of it when its lane comes to it. */
    final void cut() {
        end();
        home.lane().execute(() -> {
            if (session != null) session.onClosed();
        });
    }
}
