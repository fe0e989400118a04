package io.tidings.simulation;

import io.tidings.core.session.Sessions;

/** A connection on which the service writes as messages come. */
abstract class WritingConnection extends Connection {
    WritingConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
    }

    abstract Line line();

    @Override
    final void read(int frames) {
        boolean some = line().read(frames, said -> {
            if (!isOver()) onSaid(said);
        });
        if (isOver()) return;
        if (line().isOver()) {
            end();
            line().end();
        } else if (some) {
            onLane(line()::onRead);
        }
    }

    @Override
    final void cut() {
        line().cut();
        super.cut();
    }

    @Override
    final void onCut() {
        line().onCut();
    }
}
