package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;
import io.tidings.core.session.Sessions;
import io.tidings.transport.ReadableFrame;
import io.tidings.transport.lean.CountedFrames;
import io.tidings.transport.lean.LeanSocket;
import java.util.ArrayList;
import java.util.List;

/** The engine {@code lean} as it is, on sockets whose kernel the simulation has: clients read bytes, and say bytes. */
final class WireEngine implements Engine {
    private final World world;
    private final CountedFrames frames = new CountedFrames();
    private final WireReader reader;
    private final List<LeanSocket> sockets = new ArrayList<>();

    WireEngine(World world) {
        this.world = world;
        this.reader = new WireReader(channel -> world.redis.truth(channel));
    }

    @Override
    public FrameEncoder frames() {
        return frames;
    }

    @Override
    public CommandLine commands() {
        return new WebSocketLine(this, world.random, reader);
    }

    @Override
    public StreamLine stream() {
        return new EventLine(this, world.random, reader);
    }

    /** A connection that has just been made; on its lane. */
    LeanSocket socket(Sessions home) {
        LeanSocket socket = new LeanSocket(home, world.random);
        sockets.add(socket);
        return socket;
    }

    @Override
    public Said read(Frame item) {
        return reader.read(((ReadableFrame) item).bytes(), null);
    }

    @Override
    public void requireNothingHeld() {
        sockets.forEach(LeanSocket::requireClosed);
        if (frames.held() > 0) throw new AssertionError(frames.held() + " buffers were never released");
    }
}
