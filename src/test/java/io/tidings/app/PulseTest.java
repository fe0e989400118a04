package io.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.telemetry.MicrometerTelemetry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final SteppedLanes stepped = new SteppedLanes(1, 1);
    private final StallingLane stalling = new StallingLane(stepped.lanes().all().get(0));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Pulse pulse =
            new Pulse(new Lanes(List.of(stepped.lanes().all().get(0), stalling)), new MicrometerTelemetry(registry));

    @Test
    void lanesThatRunTheirTasksAreAlive() {
        // When
        stepped.advance(10 * Pulse.STALLED);
        // Then
        assertThat(pulse.stalled()).isEmpty();
        assertThat(lag(0).count()).isGreaterThan(10);
        assertThat(lag(0).max(TimeUnit.MILLISECONDS)).isZero();
    }

    @Test
    void aLaneThatRunsNothingForSecondsIsNamed() {
        // Given
        stepped.advance(Pulse.STALLED);
        // When
        stalling.stalled = true;
        stepped.advance(2 * Pulse.STALLED);
        // Then
        assertThat(pulse.stalled()).containsExactly(1);
    }

    private Timer lag(int lane) {
        return registry.get("tidings.lane.lag").tag("lane", "" + lane).timer();
    }

    /** A lane that, once stalled, runs nothing more. */
    private static final class StallingLane implements Lane {
        private final Lane lane;
        private boolean stalled;

        StallingLane(Lane lane) {
            this.lane = lane;
        }

        @Override
        public void execute(Runnable task) {
            lane.execute(unlessStalled(task));
        }

        @Override
        public Lane.Timer schedule(long delayMillis, Runnable task) {
            return lane.schedule(delayMillis, unlessStalled(task));
        }

        private Runnable unlessStalled(Runnable task) {
            return () -> {
                if (!stalled) task.run();
            };
        }

        @Override
        public long now() {
            return lane.now();
        }

        @Override
        public long time() {
            return lane.time();
        }
    }
}
