package io.tidings.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private final SteppedLanes lanes = new SteppedLanes(1, 1);
    private final Lane lane = lanes.lanes().all().get(0);
    private final List<String> woken = new ArrayList<>();

    /** Writes down when it is woken. */
    private final class Sleeper extends Timed {
        private final String name;
        private Runnable then = () -> {};

        Sleeper(String name) {
            this.name = name;
        }

        @Override
        void onDue(long now) {
            woken.add(name);
            then.run();
        }
    }

    /** A lane whose clock began elsewhere. */
    private record Shifted(Lane lane, long zero) implements Lane {
        @Override
        public void execute(Runnable task) {
            lane.execute(task);
        }

        @Override
        public Timer schedule(long delayMillis, Runnable task) {
            return lane.schedule(delayMillis, task);
        }

        @Override
        public long now() {
            return lane.now() + zero;
        }

        @Override
        public long time() {
            return lane.time();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_234_567, -1_234_567, -50})
    void nobodyIsWokenEarlyNorMoreThanTwoTicksLateWhereverTheClockBegan(long zero) {
        // Given
        Lane shifted = new Shifted(lane, zero);
        TimerWheel wheel = new TimerWheel(shifted);
        Random random = new Random(5);
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long asked = shifted.now() + random.nextInt(200_000);
            wheel.schedule(
                    new Timed() {
                        @Override
                        void onDue(long now) {
                            late.add(now - asked);
                        }
                    },
                    asked);
            lanes.advance(random.nextInt(300));
        }
        // When
        lanes.advance(400_000);
        // Then
        assertThat(late).hasSize(500).allSatisfy(millis -> assertThat(millis).isBetween(0L, 2 * TimerWheel.TICK));
    }

    @Test
    void aTimeThatHasPassedComesAtTheNextTick() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        lanes.advance(5_050);
        wheel.schedule(new Sleeper("past"), 10);
        // When
        lanes.advance(TimerWheel.TICK);
        // Then
        assertThat(woken).containsExactly("past");
    }

    @Test
    void aTimeThatIsMovedComesOnce() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        Sleeper sleeper = new Sleeper("moved");
        wheel.schedule(sleeper, 1_000);
        wheel.schedule(sleeper, 3_000);
        // When
        lanes.advance(2_500);
        // Then
        assertThat(woken).isEmpty();
        lanes.advance(10_000);
        assertThat(woken).containsExactly("moved");
    }

    @Test
    void whoIsWokenMayCancelAndMoveOthersAndItself() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        Sleeper first = new Sleeper("first");
        Sleeper second = new Sleeper("second");
        first.then = () -> wheel.cancel(second);
        second.then = () -> wheel.cancel(first);
        Sleeper again = new Sleeper("again");
        again.then = () -> wheel.schedule(again, lane.now());
        wheel.schedule(first, 200);
        wheel.schedule(second, 200);
        wheel.schedule(again, 200);
        // When
        lanes.advance(500);
        // Then
        assertThat(woken.stream().filter(name -> !name.equals("again"))).hasSize(1);
        assertThat(woken.stream().filter("again"::equals)).hasSizeBetween(4, 8);
    }

    @Test
    void oneThatIsCancelledTwiceTakesNoOtherAlong() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        List<Sleeper> sleepers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Sleeper sleeper = new Sleeper("s" + i);
            sleepers.add(sleeper);
            wheel.schedule(sleeper, 500);
        }
        // When
        wheel.cancel(sleepers.get(2));
        wheel.cancel(sleepers.get(2));
        wheel.cancel(sleepers.get(4));
        lanes.advance(1_000);
        // Then
        assertThat(woken).containsExactlyInAnyOrder("s0", "s1", "s3");
    }

    @Test
    void aWheelThatIsEmptyStandsStillAndStartsAgain() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        wheel.schedule(new Sleeper("early"), 100);
        lanes.advance(1_000_000);
        // When
        wheel.schedule(new Sleeper("late"), lanes.now() + 150);
        lanes.advance(300);
        // Then
        assertThat(woken).containsExactly("early", "late");
    }

    @Test
    void allThatIsOnTheWheelIsShown() {
        // Given
        TimerWheel wheel = new TimerWheel(lane);
        Sleeper there = new Sleeper("there");
        Sleeper gone = new Sleeper("gone");
        wheel.schedule(there, 700_000);
        wheel.schedule(gone, 700_000);
        wheel.cancel(gone);
        List<Timed> shown = new ArrayList<>();
        // When
        wheel.forEach(timed -> {
            shown.add(timed);
            wheel.cancel(timed);
        });
        // Then
        assertThat(shown).containsExactly(there);
        wheel.forEach(shown::add);
        assertThat(shown).hasSize(1);
    }
}
