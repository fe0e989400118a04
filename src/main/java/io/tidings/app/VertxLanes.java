package io.tidings.app;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.tidings.core.port.Lanes;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** A lane for each event loop of Vert.x, whichever of them serve connections. Immutable. */
@Singleton
public class VertxLanes {
    private final List<VertxLane> all;
    private final Lanes lanes;

    @Inject
    VertxLanes(Vertx vertx) {
        List<VertxLane> found = new ArrayList<>();
        for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup())
            found.add(new VertxLane((EventLoop) loop));
        all = List.copyOf(found);
        lanes = new Lanes(List.copyOf(all));
    }

    /** As the core knows them. */
    Lanes lanes() {
        return lanes;
    }

    /**
     * The index of the lane that the caller runs on.
     *
     * @throws IllegalStateException when the caller is on no event loop
     */
    int here() {
        for (int i = 0; i < all.size(); i++) if (all.get(i).isHere()) return i;
        throw new IllegalStateException(
                "no lane runs on the thread " + Thread.currentThread().getName());
    }

    @PreDestroy
    void stop() {
        all.forEach(VertxLane::stop);
    }
}
