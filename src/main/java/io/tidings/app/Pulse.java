package io.tidings.app;

import io.quarkus.runtime.Startup;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.telemetry.MicrometerTelemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** The pulse of every lane: a task that comes back to its time. How late it comes is the lane's lag; no more of it, a stall. */
@Singleton
@Startup
public class Pulse {
    private static final long BEAT = 500;
    /** Milliseconds without a beat, after which a lane counts as stalled. */
    static final long STALLED = 5_000;

    private final List<Lane> lanes;
    private final MicrometerTelemetry telemetry;
    private final AtomicLongArray beats;

    @Inject
    Pulse(VertxLanes lanes, MicrometerTelemetry telemetry) {
        this(lanes.lanes(), telemetry);
    }

    Pulse(Lanes lanes, MicrometerTelemetry telemetry) {
        this.lanes = lanes.all();
        this.telemetry = telemetry;
        this.beats = new AtomicLongArray(this.lanes.size());
        for (int i = 0; i < this.lanes.size(); i++) start(i);
    }

    private void start(int index) {
        Lane lane = lanes.get(index);
        beats.set(index, lane.now());
        lane.execute(() -> beat(index, lane, lane.now()));
    }

    private void beat(int index, Lane lane, long due) {
        long now = lane.now();
        beats.set(index, now);
        telemetry.laneLag(index, Math.max(0, now - due));
        lane.schedule(BEAT, () -> beat(index, lane, now + BEAT));
    }

    /** The lanes that have run nothing for seconds, by their index. */
    List<Integer> stalled() {
        List<Integer> stalled = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) if (lanes.get(i).now() - beats.get(i) > STALLED) stalled.add(i);
        return stalled;
    }
}
