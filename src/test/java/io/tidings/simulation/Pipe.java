package io.tidings.simulation;

import io.tidings.core.port.Lane;
import java.util.Random;

/** One direction of a connection: everything arrives late, and in order, or not at all. */
final class Pipe {
    private final Lane world;
    private final Random random;
    private long last;
    private int generation;

    Pipe(Lane world, Random random) {
        this.world = world;
        this.random = random;
    }

    void send(Runnable arrival) {
        int sent = generation;
        world.execute(() -> {
            last = Math.max(last + 1, world.now() + random.nextInt(1 + random.nextInt(20)));
            world.schedule(last - world.now(), () -> {
                if (sent == generation) arrival.run();
            });
        });
    }

    /** What is under way never arrives. */
    void cut() {
        generation++;
    }
}
