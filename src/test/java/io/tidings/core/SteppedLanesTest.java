package io.tidings.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.port.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteppedLanesTest {
    private final List<String> trace = new ArrayList<>();
    private final SteppedLanes stepped = new SteppedLanes(3, 42);
    private final Lane first = stepped.lanes().all().get(0);
    private final Lane second = stepped.lanes().all().get(1);

    @Test
    void aTaskNeverRunsBeforeExecuteReturns() {
        // Given
        first.execute(() -> {
            first.execute(() -> trace.add("inner"));
            trace.add("outer");
        });
        assertThat(trace).isEmpty();
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(trace).containsExactly("outer", "inner");
    }

    @Test
    void aLaneKeepsTheOrderOfItsTasks() {
        // Given
        for (int i = 0; i < 50; i++) {
            int number = i;
            first.execute(() -> trace.add("a" + number));
            second.execute(() -> trace.add("b" + number));
        }
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(trace.stream().filter(each -> each.startsWith("a"))).containsExactlyElementsOf(numbered("a"));
        assertThat(trace.stream().filter(each -> each.startsWith("b"))).containsExactlyElementsOf(numbered("b"));
    }

    @Test
    void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
        // When
        List<String> run = runOfSeed(7);
        // Then
        assertThat(runOfSeed(7)).isEqualTo(run);
        assertThat(runOfSeed(8)).isNotEqualTo(run);
    }

    @Test
    void aStepRunsOneTask() {
        // Given
        first.execute(() -> trace.add("one"));
        second.execute(() -> trace.add("two"));
        // When
        boolean ran = stepped.step();
        // Then
        assertThat(ran).isTrue();
        assertThat(trace).hasSize(1);
        assertThat(stepped.step()).isTrue();
        assertThat(stepped.step()).isFalse();
    }

    @Test
    void timersRunAtTheirTimesWithAllThatFollowsFromThem() {
        // Given
        first.schedule(20, () -> trace.add("late " + stepped.now()));
        first.schedule(10, () -> second.execute(() -> trace.add("early " + second.now())));
        first.schedule(31, () -> trace.add("never"));
        // When
        stepped.advance(30);
        // Then
        assertThat(trace).containsExactly("early 10", "late 20");
        assertThat(stepped.now()).isEqualTo(30);
        assertThat(first.time()).isEqualTo(SteppedLanes.EPOCH + 30);
    }

    @Test
    void runUntilIdleLetsNoTimePass() {
        // Given
        first.schedule(1, () -> trace.add("later"));
        first.schedule(0, () -> trace.add("now"));
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(trace).containsExactly("now");
        assertThat(stepped.now()).isZero();
    }

    @Test
    void aTimerThatIsCancelledWhileItIsDueDoesNotRun() {
        // Given
        List<Lane.Timer> timers = new ArrayList<>();
        first.execute(() -> {
            timers.add(first.schedule(5, () -> cancelAllBut(timers, 0)));
            timers.add(first.schedule(5, () -> cancelAllBut(timers, 1)));
        });
        // When
        stepped.advance(10);
        // Then
        assertThat(trace).hasSize(1);
    }

    @Test
    void timersOfAnotherLaneMayNotBeTouched() {
        // Given
        second.execute(() -> first.schedule(1, () -> trace.add("wrong")));
        // When, Then
        assertThatThrownBy(stepped::runUntilIdle).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatATaskThrowsComesOutAndTheLanesGoOn() {
        // Given
        first.execute(() -> {
            throw new IllegalArgumentException("broken");
        });
        first.execute(() -> trace.add("next"));
        assertThatThrownBy(stepped::step).hasMessage("broken");
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(trace).containsExactly("next");
    }

    private void cancelAllBut(List<Lane.Timer> timers, int own) {
        trace.add("timer " + own);
        timers.get(1 - own).cancel();
    }

    private static List<String> numbered(String prefix) {
        return java.util.stream.IntStream.range(0, 50).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> runOfSeed(long seed) {
        SteppedLanes stepped = new SteppedLanes(4, seed);
        List<String> trace = new ArrayList<>();
        for (Lane lane : stepped.lanes().all())
            for (int i = 0; i < 10; i++) {
                lane.execute(() -> trace.add(lane.toString()));
                lane.schedule(5, () -> trace.add("timer of " + lane));
            }
        stepped.advance(10);
        return trace;
    }
}
