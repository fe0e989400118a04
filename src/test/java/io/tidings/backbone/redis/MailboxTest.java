package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Deque<Runnable> thread = new ArrayDeque<>();
    private final Mailbox mailbox = new Mailbox(thread::add);
    private final List<Integer> done = new ArrayList<>();

    private void post(int number) {
        mailbox.post(() -> done.add(number));
    }

    @Test
    void whatComesTogetherWakesTheThreadOnce() {
        // When
        for (int i = 0; i < 100; i++) post(i);
        int woken = thread.size();
        thread.remove().run();
        // Then
        assertThat(woken).isOne();
        assertThat(done).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(thread).isEmpty();
    }

    @Test
    void whatComesAfterwardsWakesItAgain() {
        // Given
        post(1);
        thread.remove().run();
        // When
        post(2);
        // Then
        thread.remove().run();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void whatATaskPostsIsRunWithIt() {
        // Given
        mailbox.post(() -> post(2));
        post(1);
        // When
        thread.remove().run();
        // Then
        assertThat(done).containsExactly(1, 2);
        assertThat(thread).isEmpty();
    }

    @Test
    void thousandsLeaveTheThreadToOthersBetween() {
        // Given
        for (int i = 0; i < 1_000; i++) post(i);
        // When
        thread.remove().run();
        thread.addFirst(() -> done.add(-1));
        int first = done.size();
        while (!thread.isEmpty()) thread.remove().run();
        // Then
        assertThat(first).isLessThan(1_000);
        assertThat(done.indexOf(-1)).isEqualTo(first);
        assertThat(done).hasSize(1_001);
    }

    @Test
    void aTaskThatFailsFailsAlone() {
        // Given
        mailbox.post(() -> {
            throw new IllegalStateException("a bug");
        });
        post(1);
        // When
        Runnable turn = thread.remove();
        assertThatThrownBy(turn::run).hasMessage("a bug");
        // Then
        thread.remove().run();
        assertThat(done).containsExactly(1);
    }
}
