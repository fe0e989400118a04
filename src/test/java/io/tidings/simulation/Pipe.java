package io.tidings.simulation;

import io.tidings.core.port.Lane;
import java.util.ArrayDeque;
import java.util.Random;

/** One direction of a connection: everything arrives late, and in order, or not at all. Often several things arrive at once. */
final class Pipe {
    private static final int GRAIN = 5;

    private final Lane world;
    private final Random random;
    private ArrayDeque<Runnable> underWay = new ArrayDeque<>();
    private long last;

    Pipe(Lane world, Random random) {
        this.world = world;
        this.random = random;
    }

    void send(Runnable arrival) {
        world.execute(() -> {
            long delay = (long) GRAIN * random.nextInt(1 + random.nextInt(4));
            last = Math.max(last, (world.now() + delay + GRAIN - 1) / GRAIN * GRAIN);
            ArrayDeque<Runnable> sent = underWay;
            sent.add(arrival);
            world.schedule(last - world.now(), () -> {
                Runnable first = sent.poll();
                if (first != null) first.run();
            });
        });
    }

    /** What is under way never arrives. */
    void cut() {
        underWay.clear();
        underWay = new ArrayDeque<>();
    }
}
