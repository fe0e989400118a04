package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;

/** Frames that are objects, in queues. */
final class ObjectEngine implements Engine {
    private final SimulatedFrames frames = new SimulatedFrames();

    @Override
    public FrameEncoder frames() {
        return frames;
    }

    @Override
    public CommandLine commands() {
        return new ObjectLine();
    }

    @Override
    public StreamLine stream() {
        return new ObjectLine();
    }

    @Override
    public Said read(Frame item) {
        return ((SimulatedFrames.Content) item).read();
    }

    @Override
    public void requireNothingHeld() {
        if (frames.alive() > 0) throw new AssertionError(frames.alive() + " frames were never released");
    }
}
