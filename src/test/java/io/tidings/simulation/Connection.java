package io.tidings.simulation;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.session.Sessions;
import io.tidings.model.Entry;
import io.tidings.model.Failure;

/** One connection of a client: what it reads goes to the checker. */
abstract class Connection {
    final World world;
    final SimulatedClient client;
    final Sessions home;
    private boolean over;

    Connection(World world, SimulatedClient client, Sessions home) {
        this.world = world;
        this.client = client;
        this.home = home;
    }

    /** Opens the session, on its lane. */
    abstract void onOpen();

    final void open() {
        world.report.sessions++;
        onLane(this::onOpen);
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

    abstract void read(int frames);

    void onSaid(Said said) {
        if (said.what() instanceof Entry entry && said.channel() != null) client.checker.onEntry(said.channel(), entry);
        if (said.what() instanceof ServerFrame.Gap gap) client.checker.onGap(gap.channel(), gap.gap());
        if (said.what() instanceof ServerFrame.Welcome welcome)
            welcome.subscriptions().forEach(client.checker::onJoined);
        if (said.what() instanceof ServerFrame.Bye bye) onSentAway(bye.why());
    }

    final void onSentAway(Failure why) {
        if (why == Failure.TOO_SLOW) world.weather.count(Fault.CLIENT_SLOW);
        if (why == Failure.TOKEN_EXPIRED) world.weather.count(Fault.TOKEN_EXPIRED);
    }

    /** The client is done with this connection. */
    final void end() {
        over = true;
        client.onEnded(this);
    }

    /** The connection breaks; the session hears of it when its lane comes to it. */
    void cut() {
        end();
        home.lane().execute(this::onCut);
    }

    /** The session hears of the break, on its lane. */
    abstract void onCut();
}
