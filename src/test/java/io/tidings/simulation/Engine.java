package io.tidings.simulation;

import io.tidings.core.port.Frame;
import io.tidings.core.port.FrameEncoder;

/** What lies between sessions and their clients. */
interface Engine {
    FrameEncoder frames();

    CommandLine commands();

    StreamLine stream();

    /** What an item of a poll's answer says. */
    Said read(Frame item);

    /** @throws AssertionError when something is held although everybody has gone */
    void requireNothingHeld();

    /** The engines of a run. */
    enum Kind {
        /** Frames are handed over as objects: what is looked at is the core. */
        OBJECTS {
            @Override
            Engine of(World world) {
                return new ObjectEngine();
            }
        },
        /** The engine {@code lean}: clients read bytes, and say bytes. */
        LEAN {
            @Override
            Engine of(World world) {
                return new WireEngine(world);
            }
        };

        abstract Engine of(World world);
    }
}
